package orchestrator.cli.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpCallTest {
    private static final int LIMIT_MILLIS = 10_000;
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private HttpCall call() {
        return new HttpCall(server.getLocalPort(), LIMIT_MILLIS, LIMIT_MILLIS);
    }

    /** Sends this text to the next caller, hangs up, and returns the beginning of what that caller asked. */
    private Future<String> answering(String text) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket caller = server.accept()) {
                InputStream in = caller.getInputStream();
                StringBuilder asked = new StringBuilder();
                while (asked.indexOf("\r\n\r\n") < 0) asked.append((char) in.read());
                caller.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                return asked.toString();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhallö",
                "HTTP/1.1 200 OK\r\ncontent-length:6\r\n\r\nhallö and more",
                "HTTP/1.1 200\r\nConnection: close\r\n\r\nhallö",
                "HTTP/1.0 200 OK\n\nhallö",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhallö",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nhall\r\n2\r\nö\r\n0\r\n\r\n",
            })
    void an_answer_of_any_form_is_read(String text) throws Exception {
        answering(text);

        HttpCall.Answer answer = call().send("GET", "/", "t", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("hallö");
    }

    @Test
    void the_request_names_host_and_token_and_the_length_of_its_body() throws Exception {
        Future<String> asked = answering("HTTP/1.1 204 No Content\r\n\r\n");

        assertThat(call().send("POST", "/a/b?c=d", "secret", new byte[] {'{', '}'})
                        .body())
                .isEmpty();

        assertThat(asked.get())
                .startsWith("POST /a/b?c=d HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort() + "\r\n")
                .contains("\r\nAuthorization: Bearer secret\r\n", "\r\nContent-Length: 2\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Len",
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhal",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhal",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nhal",
                "SSH-2.0-OpenSSH_9.2\r\n",
            })
    void a_broken_answer_is_an_error(String text) {
        answering(text);

        assertThatThrownBy(() -> call().send("GET", "/", "t", null)).isInstanceOf(IOException.class);
    }

    @Test
    void neither_path_nor_token_can_add_a_header() {
        assertThatIllegalArgumentException().isThrownBy(() -> call().send("GET", "/a b\r\nX: y", "t", null));
        assertThatThrownBy(() -> call().send("GET", "/", "t\r\nX: y", null)).isInstanceOf(IOException.class);
    }
}
