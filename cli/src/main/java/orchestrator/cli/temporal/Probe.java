package orchestrator.cli.temporal;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Checks if a Temporal server answers at an address, by one gRPC call (GetSystemInfo, which has an empty
 * argument). It is written by hand, because loading a gRPC client takes longer than the rest of a command.
 */
public final class Probe {
    private static final int TIMEOUT_MILLIS = 1_500;
    private static final int FRAMES_MAX = 20;
    private static final int FRAME_BYTES_MAX = 1 << 14;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int END_STREAM = 0x01;
    private static final int END_HEADERS = 0x04;
    private static final int ACK = 0x01;
    private static final String METHOD = "/temporal.api.workflowservice.v1.WorkflowService/GetSystemInfo";

    private Probe() {}

    /** The server's version; empty if nothing answers, or something other than Temporal. */
    public static Optional<String> version(Address address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            ask(socket.getOutputStream(), address);
            return answer(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void ask(OutputStream out, Address address) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(bytes, SETTINGS, 0, 0, new byte[0]);
        frame(bytes, HEADERS, END_HEADERS, 1, headers(address));
        frame(bytes, DATA, END_STREAM, 1, new byte[5]); // an empty, uncompressed message
        out.write(bytes.toByteArray());
        out.flush();
    }

    private static byte[] headers(Address address) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x83); // :method POST, from the static table
        block.write(0x86); // :scheme http
        literal(block, ":path", METHOD);
        literal(block, ":authority", address.toString());
        literal(block, "content-type", "application/grpc");
        literal(block, "te", "trailers");
        return block.toByteArray();
    }

    /** A header as plain text, which neither side adds to its table. */
    private static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        block.write(name.length());
        block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        byte[] text = value.getBytes(StandardCharsets.US_ASCII);
        if (text.length < 127) {
            block.write(text.length);
        } else {
            block.write(127); // the rest of the length follows; no host is longer than 254 bytes
            int rest = text.length - 127;
            if (rest > 127) {
                block.write((rest & 0x7f) | 0x80);
                block.write(rest >> 7);
            } else {
                block.write(rest);
            }
        }
        block.writeBytes(text);
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        out.write(payload.length >> 16);
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.write(type);
        out.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) out.write(stream >> shift);
        out.writeBytes(payload);
    }

    private static Optional<String> answer(DataInputStream in, OutputStream out) throws IOException {
        for (int i = 0; i < FRAMES_MAX; i++) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            if (length > FRAME_BYTES_MAX) return Optional.empty();
            byte[] payload = in.readNBytes(length);
            if (type == DATA && length > 0) return versionIn(payload);
            boolean refused = type == HEADERS && (flags & END_STREAM) != 0 && stream == 1;
            if (refused || type == GO_AWAY) return Optional.empty();
            if (type == SETTINGS && (flags & ACK) == 0) acknowledge(out);
        }
        return Optional.empty();
    }

    private static void acknowledge(OutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frame(bytes, SETTINGS, ACK, 0, new byte[0]);
        out.write(bytes.toByteArray());
        out.flush();
    }

    /** After the five bytes of gRPC's frame comes field 1 of the answer, the version as text. */
    private static Optional<String> versionIn(byte[] data) {
        boolean isTextField = data.length > 7 && data[5] == 0x0a && data[6] > 0 && data.length >= 7 + data[6];
        if (!isTextField) return Optional.empty();
        String version = new String(data, 7, data[6], StandardCharsets.UTF_8);
        return version.matches("\\d+\\.\\d+[\\w.+-]*") ? Optional.of(version) : Optional.empty();
    }
}
