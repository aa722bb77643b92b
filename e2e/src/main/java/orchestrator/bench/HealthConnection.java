package orchestrator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks {@code /health} over one connection, on the caller's thread, so that no other thread of the client delays it. */
final class HealthConnection implements AutoCloseable {
    private static final String OK = "HTTP/1.1 200";

    private final Socket socket;
    private final byte[] request;
    private final byte[] answer = new byte[1 << 14];

    HealthConnection(String url) {
        int port = URI.create(url).getPort();
        request = ("GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            socket = new Socket("127.0.0.1", port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + url, e);
        }
    }

    /** Returns when the whole answer, one JSON object without others in it, is there. */
    void ask() {
        try {
            socket.getOutputStream().write(request);
            int length = 0;
            while (length == 0 || answer[length - 1] != '}') {
                int count = socket.getInputStream().read(answer, length, answer.length - length);
                if (count <= 0) throw new IOException("/health broke off");
                length += count;
            }
            String begin = new String(answer, 0, OK.length(), StandardCharsets.US_ASCII);
            if (!begin.equals(OK)) throw new IOException("/health answered " + begin);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask /health", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the connection", e);
        }
    }
}
