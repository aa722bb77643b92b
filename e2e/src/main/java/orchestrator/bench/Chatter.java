package orchestrator.bench;

import java.io.BufferedOutputStream;
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

    private Chatter() {}

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        int perSecond = Integer.parseInt(arguments[1]);
        try (FileOutputStream plain = new FileOutputStream(FileDescriptor.out)) {
            OutputStream out = perSecond == 0 ? new BufferedOutputStream(plain, 1 << 16) : plain;
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                if (perSecond > 0) rest(start + TimeUnit.SECONDS.toNanos(1) * i / perSecond);
                out.write(line(i).getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        }
    }

    private static void rest(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static String line(int number) {
        return "{\"type\":\"assistant\",\"message\":{\"id\":\"m" + number
                + "\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"chatter " + number + " "
                + WallClock.micros() + "\"}]}}\n";
    }
}
