package orchestrator.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static Optional<String> probe(int port) {
        return Probe.version(Address.loopback(port));
    }

    @Test
    void a_real_temporal_reports_its_version() throws IOException {
        Optional<Path> temporal = Executables.find("temporal", System.getenv("PATH"));
        assumeTrue(temporal.isPresent(), "there is no `temporal` on PATH");
        int port = freePort();
        Process server = new ProcessBuilder(
                        temporal.get().toString(),
                        "server",
                        "start-dev",
                        "--headless",
                        "--port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> probe(port).isPresent());

            assertThat(probe(port).orElseThrow()).matches("\\d+\\.\\d+\\.\\d+.*");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void the_stand_in_of_other_tests_looks_like_a_temporal() throws IOException {
        try (FakeTemporal temporal = new FakeTemporal(0).inBackground()) {
            assertThat(probe(temporal.port())).contains("1.29.1");
        }
    }

    @Test
    void a_web_server_is_not_taken_for_a_temporal() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        try {
            assertThat(probe(server.getAddress().getPort())).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_silent_server_is_not_taken_for_a_temporal() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(probe(silent.getLocalPort())).isEmpty();
        }
    }

    @Test
    void a_closed_port_is_not_taken_for_a_temporal() throws IOException {
        assertThat(probe(freePort())).isEmpty();
        assertThat(Probe.version(new Address("no-such-host.invalid", 7233))).isEmpty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
