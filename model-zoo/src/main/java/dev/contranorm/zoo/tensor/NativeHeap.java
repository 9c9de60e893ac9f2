package dev.contranorm.zoo.tensor;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Keeps freed native memory for the next operator. By default glibc gives blocks back to the system as soon as 256 KB lie
 * free, and every tile of a similarity matrix is then paged in anew: a quarter of the time of a step. glibc raises its
 * thresholds when a large block is freed (mallopt(3), "dynamic mmap threshold"), so one is allocated and freed; other
 * allocators do not mind. This is for processes that others start: where {@link TensorProcess} sets the thresholds, they stay.
 */
final class NativeHeap {
    /** Just below the 32 MB up to which glibc adapts. */
    private static final long FLOATS = (32 << 20) / Float.BYTES - 65_536;

    static {
        TFloat32.tensorOf(Shape.of(FLOATS)).close();
    }

    private NativeHeap() {}

    /** Once in a process, at the first call. */
    static void settle() {
        // The class's initialisation has done it.
    }
}
