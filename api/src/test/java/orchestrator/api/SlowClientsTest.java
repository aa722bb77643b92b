package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred very slow clients do not affect the others. */
class SlowClientsTest {
    private static final int CLIENTS = 100;

    @TempDir
    Path directory;

    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
    private final List<Socket> sockets = new ArrayList<>();
    private RunningApi api;

    @BeforeEach
    void start() {
        api = RunningApi.in(directory);
    }

    @AfterEach
    void stop() throws IOException {
        drip.shutdownNow();
        for (Socket socket : sockets) socket.close();
        api.close();
    }

    @Test
    void slow_bodies_delay_no_other_request_and_are_refused() throws IOException {
        String head = "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + api.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
        connect(head);

        assertOthersAreServed();
        String answer = answer(sockets.get(0));
        assertThat(answer).startsWith("HTTP/1.1 408").contains("problem+json", "took longer than");
        assertThat(answer(sockets.get(CLIENTS - 1))).startsWith("HTTP/1.1 408");
    }

    @Test
    void slow_bodies_without_a_secret_are_refused_at_once() throws IOException {
        connect("POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n");

        assertOthersAreServed();
        assertThat(answer(sockets.get(0))).startsWith("HTTP/1.1 401");
    }

    @Test
    void slow_headers_delay_no_other_request_and_are_cut_off() throws IOException {
        connect("GET /health HTTP/1.1\r\nHost: localhost\r\nX: ");

        assertOthersAreServed();
        await().atMost(Duration.ofSeconds(25)).until(() -> isClosed(sockets.get(0)));
    }

    @Test
    void silent_connections_delay_no_request() throws IOException {
        for (int i = 0; i < CLIENTS; i++) sockets.add(open());

        assertOthersAreServed();
    }

    @Test
    void a_body_that_comes_in_pieces_is_read_whole() throws IOException {
        Socket socket = open();
        sockets.add(socket);
        send(
                socket,
                "POST /api/v1/nobody/stop HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + api.token()
                        + "\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n"
                        + "Connection: close\r\n\r\n");

        send(socket, "c\r\n{\"reason\": \"\r\n");
        send(socket, "4\r\nx\"}\n\r\n0\r\n\r\n");

        assertThat(answer(socket)).startsWith("HTTP/1.1 404");
    }

    /** Opens all connections, and then sends each a byte per second. */
    private void connect(String head) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            Socket socket = open();
            sockets.add(socket);
            send(socket, head);
        }
        drip.scheduleAtFixedRate(() -> sockets.forEach(SlowClientsTest::drop), 0, 1, TimeUnit.SECONDS);
    }

    private void assertOthersAreServed() {
        for (int i = 0; i < 5; i++) {
            long from = System.nanoTime();
            assertThat(api.send(api.bare("/health")).status()).isEqualTo(200);
            assertThat(api.get("/api/v1/sessions").status()).isEqualTo(200);
            assertThat(api.post("/api/v1/nobody/stop", "{\"reason\": \"x\"}").status())
                    .isEqualTo(404);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void drop(Socket socket) {
        try {
            socket.getOutputStream().write('x');
        } catch (IOException cutOff) {
            // What the test waits for.
        }
    }

    /** Reads to the end of the connection, which may be an error while bytes are still sent. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            for (int read = socket.getInputStream().read();
                    read >= 0;
                    read = socket.getInputStream().read()) {
                answer.append((char) read);
            }
        } catch (SocketException reset) {
            return answer.toString();
        }
        return answer.toString();
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
