package orchestrator.cli.temporal;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Speaks the part of gRPC that {@link Probe} needs. As a program it replaces {@code temporal}: it serves on
 * {@code --port} and accepts all other commands and options.
 */
public final class FakeTemporal implements AutoCloseable {
    private static final byte[] VERSION = "1.29.1".getBytes(StandardCharsets.US_ASCII);
    private final ServerSocket socket;

    public FakeTemporal(int port) throws IOException {
        socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        if (!words.contains("--port")) return;
        new FakeTemporal(Integer.parseInt(words.get(words.indexOf("--port") + 1))).serve();
    }

    public FakeTemporal inBackground() {
        Thread thread = new Thread(this::serve, "fake-temporal");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    public int port() {
        return socket.getLocalPort();
    }

    public boolean isListening() {
        return Probe.version(Address.loopback(port())).isPresent();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                answer(connection);
            } catch (IOException e) {
                // The connection was closed by either side; the next one is served.
            }
        }
    }

    private static void answer(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        if (in.read(new byte[1024]) < 0) return;
        DataOutputStream out = new DataOutputStream(connection.getOutputStream());
        frame(out, 4, 0, 0, new byte[0]);
        frame(out, 1, 4, 1, new byte[] {(byte) 0x88});
        byte[] message = new byte[7 + VERSION.length];
        message[4] = (byte) (2 + VERSION.length);
        message[5] = 0x0a;
        message[6] = (byte) VERSION.length;
        System.arraycopy(VERSION, 0, message, 7, VERSION.length);
        frame(out, 0, 0, 1, message);
        out.flush();
        in.read(new byte[1024]);
    }

    private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] payload)
            throws IOException {
        out.writeByte(0);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
