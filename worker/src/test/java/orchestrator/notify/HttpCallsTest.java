package orchestrator.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HttpCallsTest {
    private final HttpCalls calls = new HttpCalls(Duration.ofMillis(500), 10_000, Map.of());

    @Test
    void a_receiver_that_never_answers_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            assertThatThrownBy(() -> send("http://127.0.0.1:" + silent.getLocalPort() + "/secret"))
                    .isInstanceOf(ReceiverBusy.class)
                    .hasMessageContaining("Slack cannot be reached: it did not answer within")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void an_answer_without_end_is_given_up() throws IOException {
        try (ServerSocket endless = new ServerSocket(0)) {
            CompletableFuture.runAsync(() -> answerForEver(endless));

            assertThatThrownBy(() -> send("http://127.0.0.1:" + endless.getLocalPort() + "/"))
                    .isInstanceOf(ReceiverBusy.class);
        }
    }

    private static void answerForEver(ServerSocket server) {
        try (Socket caller = server.accept()) {
            var out = caller.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) out.write(new byte[1_000]);
        } catch (IOException hungUp) {
            // As it should.
        }
    }

    @Test
    void an_unknown_host_is_not_named_because_it_may_be_a_secret() {
        assertThatThrownBy(() -> send("http://secret.invalid/"))
                .isInstanceOf(ReceiverBusy.class)
                .hasMessageStartingWith("Slack cannot be reached: ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void the_environment_names_the_proxy_and_the_hosts_without_one() {
        ProxySelector proxy = EnvironmentProxy.of(
                        Map.of("HTTPS_PROXY", "http://proxy.example:3128", "no_proxy", "localhost,.corp.example"))
                .orElseThrow();

        assertThat(proxy.select(URI.create("https://api.github.com/")).get(0).address())
                .isEqualTo(InetSocketAddress.createUnresolved("proxy.example", 3128));
        assertThat(proxy.select(URI.create("https://git.corp.example/")).get(0).address())
                .isNull();
        assertThat(proxy.select(URI.create("http://localhost:1/")).get(0).address())
                .isNull();
        assertThat(EnvironmentProxy.of(Map.of())).isEmpty();
    }

    private void send(String address) throws IOException {
        calls.send(HttpRequest.newBuilder(URI.create(address)).build(), "Slack");
    }
}
