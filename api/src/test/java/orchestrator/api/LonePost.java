package orchestrator.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A separate process that sends one POST and writes the answer to a file. */
final class LonePost {
    private LonePost() {}

    /** Port, token, path, body, and the file. */
    public static void main(String[] given) throws IOException {
        byte[] body = given[3].getBytes(StandardCharsets.UTF_8);
        String head = "POST " + given[2] + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + given[1]
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        Path draft = Path.of(given[4] + ".new");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(given[0]))) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            Files.write(draft, socket.getInputStream().readAllBytes());
        }
        Files.move(draft, Path.of(given[4]), StandardCopyOption.ATOMIC_MOVE);
    }
}
