package orchestrator.api.access;

import io.javalin.http.Context;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import orchestrator.api.peer.Peer;
import orchestrator.api.peer.Peers;
import orchestrator.api.problem.Problem;
import orchestrator.session.ControlRequest;

/**
 * The sender of a request that changes something, as this server knows it; claims in the request are ignored.
 *
 * @param by the user's name; empty if unknown
 * @param via {@code page}, {@code cli} or {@code api}
 */
public record Caller(String by, String via, Peer peer) {
    private static final String PAGE = "page";
    private static final String ATTRIBUTE = "orchestrator.who";

    /**
     * Refuses agents: they may neither control sessions nor answer for the user.
     *
     * @param isForwarded true if a reverse proxy has passed the request on: then the other end is the proxy's process,
     *     whose user is not the one who asks
     */
    static Caller find(Context ctx, Optional<Logins.Login> login, boolean isForwarded) {
        Peer peer = Peers.of(
                new InetSocketAddress(ctx.req().getLocalAddr(), ctx.req().getLocalPort()),
                new InetSocketAddress(ctx.req().getRemoteAddr(), ctx.req().getRemotePort()));
        if (peer.kind() == Peer.Kind.OF_A_RUN) throw ofARun();
        if (peer.kind() == Peer.Kind.GONE) throw gone();
        boolean byPage = login.isPresent() && ctx.header("Authorization") == null;
        String name = byPage ? login.get().name() : "";
        String via = byPage ? PAGE : peer.ownCommand() ? "cli" : "api";
        return new Caller(peer.user().isEmpty() || isForwarded ? name : peer.user(), via, peer);
    }

    void remember(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }

    public static Caller of(Context ctx) {
        return Objects.requireNonNull(ctx.attribute(ATTRIBUTE), "only requests that change something have a caller");
    }

    /** @param confirmed true if a code was required and is right */
    public ControlRequest control(String reason, boolean confirmed) {
        return new ControlRequest(by, via, reason, confirmed);
    }

    public boolean isPage() {
        return via.equals(PAGE);
    }

    private static Problem ofARun() {
        return new Problem(
                403,
                "Not for agents",
                "The request was refused: it comes from a process of an agent's run, and agents may neither control"
                        + " sessions nor answer for you. Type the command in a terminal of your own, or use the page.");
    }

    private static Problem gone() {
        return new Problem(
                403,
                "Sender unknown",
                "The request was refused: its sender closed the connection without waiting for the answer, so it"
                        + " cannot be identified. Send it again and wait for the answer.");
    }
}
