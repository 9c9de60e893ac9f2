package dev.contranorm.zoo.tensor;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Keeps freed native memory for the next operator. By default glibc returns blocks to the system as soon as 256 KB are free,
 * and every tile of a similarity matrix causes new page faults: a quarter of the time of a step. glibc raises its thresholds
 * when a large block is freed (mallopt(3), "dynamic mmap threshold"), so one is allocated and freed; other allocators are not
 * affected. This is for processes not started with {@link TensorProcess}, which sets the thresholds itself.
 */
final class NativeHeap {
    /** Just below 32 MB, the maximum to which glibc adapts. */
    private static final long FLOATS = (32 << 20) / Float.BYTES - 65_536;

    static {
        TFloat32.tensorOf(Shape.of(FLOATS)).close();
    }

    private NativeHeap() {}

    /** Takes effect once per process, at the first call. */
    static void settle() {
        // The static initialiser does the work.
    }
}
