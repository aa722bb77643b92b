package orchestrator.api.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeersTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void the_process_and_its_user_are_found_at_the_other_end(String address) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(address));
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket ours = server.accept()) {
            Peer peer = find(ours);

            assertThat(client.isConnected()).isTrue();
            assertThat(peer.kind()).isEqualTo(Peer.Kind.FREE);
            assertThat(peer.user()).isEqualTo(System.getProperty("user.name"));
            assertThat(peer.process()).isEqualTo(ProcessHandle.current().pid());
            assertThat(peer.ownCommand()).isFalse();
        }
    }

    @Test
    void a_closed_end_is_gone() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
            try (Socket ours = server.accept()) {
                client.close();

                assertThat(find(ours).kind()).isEqualTo(Peer.Kind.GONE);
            }
        }
    }

    @Test
    void an_unlisted_connection_is_unknown() throws IOException {
        InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 1);

        assertThat(Peers.of(nowhere, nowhere).kind()).isEqualTo(Peer.Kind.UNKNOWN);
    }

    private static Peer find(Socket ours) {
        return Peers.of(
                new InetSocketAddress(ours.getLocalAddress(), ours.getLocalPort()),
                new InetSocketAddress(ours.getInetAddress(), ours.getPort()));
    }
}
