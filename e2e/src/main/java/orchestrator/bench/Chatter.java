package orchestrator.bench;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import orchestrator.harness.WallClock;

/**
 * A fake agent's output: messages that contain the time they were printed, {@code Chatter COUNT PER_SECOND}. A
 * rate of 0 means all at once.
 */
public final class Chatter {

    private static final int BLOCK_BYTES = 1 << 16;

    private Chatter() {}

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        int perSecond = Integer.parseInt(arguments[1]);
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            if (perSecond > 0) atRate(count, perSecond, out);
            else atOnce(count, out);
        }
    }

    private static void atRate(int count, int perSecond, OutputStream out) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            rest(start + TimeUnit.SECONDS.toNanos(1) * i / perSecond);
            out.write(line(i, WallClock.micros()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void rest(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** The lines are ready before the first one is printed, so that the agent's own work is not measured. */
    private static void atOnce(int count, OutputStream out) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int[] times = new int[count];
        long placeholder = WallClock.micros();
        for (int i = 0; i < count; i++) {
            String line = line(i, placeholder);
            times[i] = lines.size() + line.indexOf(Long.toString(placeholder));
            lines.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = lines.toByteArray();
        byte[] now = Long.toString(WallClock.micros()).getBytes(StandardCharsets.UTF_8);
        for (int at : times) System.arraycopy(now, 0, bytes, at, now.length);
        for (int at = 0; at < bytes.length; at += BLOCK_BYTES)
            out.write(bytes, at, Math.min(BLOCK_BYTES, bytes.length - at));
    }

    private static String line(int number, long micros) {
        return "{\"type\":\"assistant\",\"message\":{\"id\":\"m" + number
                + "\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"chatter " + number + " "
                + micros + "\"}]}}\n";
    }
}
