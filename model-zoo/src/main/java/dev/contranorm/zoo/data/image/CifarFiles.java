package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.Sha256;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The original binary files of CIFAR (Krizhevsky, 2009): records of one or two label bytes, then 32 × 32 values each of red,
 * green and blue. All labels are read when a file is opened; pixels are read on demand.
 *
 * @param labels number of label bytes per record
 * @param label index of the label byte to use, 0-based
 * @param classes class names, one for every value of the label
 */
record CifarFiles(int labels, int label, List<String> classes) {
    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;
    private static final int PIXELS = Bitmap.CHANNELS * PLANE;
    private static final int RECORDS_AT_ONCE = 1000;

    /**
     * @throws DatasetException if a file is missing, its length is not a multiple of the record length, or a label is out of
     *     range
     */
    List<LabelledImage> read(List<Path> files, Sha256 digest) throws DatasetException {
        List<LabelledImage> images = new ArrayList<>();
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                read(file, channel, digest, images);
            } catch (IOException unreadable) {
                throw new DatasetException(
                        Files.exists(file) ? DatasetException.Kind.DAMAGED : DatasetException.Kind.MISSING,
                        file + ": cannot be read: " + unreadable);
            }
        }
        return images;
    }

    private int record() {
        return labels + PIXELS;
    }

    private void read(Path file, FileChannel channel, Sha256 digest, List<LabelledImage> images)
            throws IOException, DatasetException {
        long records = channel.size() / record();
        if (records == 0 || channel.size() % record() != 0) {
            throw damaged(
                    file,
                    "has " + channel.size() + " bytes, which is not a multiple of the record length " + record()
                            + "; the file is truncated or belongs to another version of CIFAR");
        }
        for (long from = 0; from < records; from += RECORDS_AT_ONCE) {
            int count = (int) Math.min(RECORDS_AT_ONCE, records - from);
            ByteBuffer bytes = bytes(channel, from * record(), count * record());
            digest.add(bytes);
            for (int k = 0; k < count; k++) {
                long start = (from + k) * record();
                int value = bytes.get(k * record() + label) & 0xff;
                if (value >= classes.size()) {
                    throw damaged(
                            file,
                            "record " + (from + k) + " has the label " + value + ", but there are " + classes.size()
                                    + " classes");
                }
                images.add(new LabelledImage(() -> decode(file, start), value));
            }
        }
    }

    private Bitmap decode(Path file, long start) throws DatasetException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer planes = bytes(channel, start + labels, PIXELS);
            byte[] values = new byte[PIXELS];
            for (int k = 0; k < PIXELS; k++) {
                values[Bitmap.CHANNELS * (k % PLANE) + k / PLANE] = planes.get(k);
            }
            return new Bitmap(SIDE, SIDE, values);
        } catch (IOException unreadable) {
            throw damaged(file, "record at byte " + start + " cannot be read: " + unreadable);
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the file is truncated");
            }
        }
        return bytes.flip();
    }

    private static DatasetException damaged(Path file, String problem) {
        return new DatasetException(DatasetException.Kind.DAMAGED, file + ": " + problem);
    }
}
