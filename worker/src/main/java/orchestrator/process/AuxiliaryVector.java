package orchestrator.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's facts about this process, as pairs of words. */
final class AuxiliaryVector {
    private static final long PAGE_SIZE = 6;
    private static final long USUAL_PAGE_BYTES = 4096;

    private AuxiliaryVector() {}

    static long pageBytes() {
        try {
            return pageBytes(Files.readAllBytes(Path.of("/proc/self/auxv")));
        } catch (IOException hiddenFromUs) {
            return USUAL_PAGE_BYTES;
        }
    }

    static long pageBytes(byte[] vector) {
        ByteBuffer words = ByteBuffer.wrap(vector).order(ByteOrder.nativeOrder());
        while (words.remaining() >= 2 * Long.BYTES) {
            long key = words.getLong();
            long value = words.getLong();
            if (key == PAGE_SIZE) return value;
        }
        return USUAL_PAGE_BYTES;
    }
}
