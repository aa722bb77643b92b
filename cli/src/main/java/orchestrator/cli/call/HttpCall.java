package orchestrator.cli.call;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to an API of this machine, on a connection of its own. Java's clients would first search all jars of the
 * program for other protocols and loggers, which takes a short command longer than anything else.
 */
final class HttpCall {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int LINE_BYTES_MAX = 16_384;
    private static final int HEADERS_MAX = 200;
    private static final int CONTINUE = 100;

    private final int port;
    private final int connectMillis;
    private final int readMillis;

    HttpCall(int port, int connectMillis, int readMillis) {
        this.port = port;
        this.connectMillis = connectMillis;
        this.readMillis = readMillis;
    }

    record Answer(int status, byte[] body) {}

    /** @param json the body; null for none */
    Answer send(String method, String path, String token, byte @Nullable [] json) throws IOException {
        try (Socket socket = new Socket()) {
            InetAddress here = InetAddress.getByAddress("127.0.0.1", LOOPBACK);
            socket.connect(new InetSocketAddress(here, port), connectMillis);
            socket.setSoTimeout(readMillis);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request(method, path, token, json));
            return answer(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private byte[] request(String method, String path, String token, byte @Nullable [] json) throws IOException {
        if (token.indexOf('\r') >= 0 || token.indexOf('\n') >= 0)
            throw new IOException("the token of this data directory has more than one line");
        String head = method + " " + URI.create(path).toASCIIString() + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nAuthorization: Bearer " + token
                + "\r\nAccept: */*\r\nConnection: close\r\n"
                + (json == null ? "" : "Content-Type: application/json\r\nContent-Length: " + json.length + "\r\n")
                + "\r\n";
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head.getBytes(StandardCharsets.ISO_8859_1));
        if (json != null) whole.write(json);
        return whole.toByteArray();
    }

    private static Answer answer(InputStream in) throws IOException {
        int status = status(line(in));
        Map<String, String> headers = headers(in);
        while (status == CONTINUE) {
            status = status(line(in));
            headers = headers(in);
        }
        return new Answer(status, body(in, headers));
    }

    private static int status(String line) throws IOException {
        String[] words = line.split(" ", 3);
        if (!words[0].startsWith("HTTP/1.") || words.length < 2 || !isNumber(words[1], 10))
            throw new IOException("what answers does not speak HTTP");
        return Integer.parseInt(words[1]);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (headers.size() == HEADERS_MAX) throw new IOException("the answer has too many headers");
            int colon = line.indexOf(':');
            if (colon > 0)
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) return chunks(in);
        String length = headers.getOrDefault("content-length", "");
        return length.isEmpty() ? in.readAllBytes() : bytes(in, number(length, 10));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.write(bytes(in, size));
            line(in);
        }
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        return number(line(in).split(";", 2)[0].strip(), 16);
    }

    private static int number(String digits, int base) throws IOException {
        if (!isNumber(digits, base)) throw new IOException("the answer's length is no number: " + digits);
        return Integer.parseInt(digits, base);
    }

    /** It must fit. */
    private static boolean isNumber(String digits, int base) {
        return !digits.isEmpty()
                && digits.length() <= (base == 16 ? 7 : 9)
                && digits.chars().allMatch(digit -> Character.digit(digit, base) >= 0);
    }

    private static byte[] bytes(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw ended();
        return bytes;
    }

    /** Without its end. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) throw ended();
            if (line.size() == LINE_BYTES_MAX) throw new IOException("a line of the answer is too long");
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static EOFException ended() {
        return new EOFException("the connection ended before the answer");
    }
}
