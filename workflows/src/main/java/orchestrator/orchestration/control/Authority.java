package orchestrator.orchestration.control;

import static orchestrator.work.Now.now;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import orchestrator.signing.Incoming;
import orchestrator.signing.Signature;

/**
 * Decides which controls are carried out. Anyone who reaches Temporal can end a session anyway, so stop and pause need
 * no signature. A control that continues work or answers for the user needs one, and each signature counts once.
 */
public final class Authority {
    private static final Set<String> OPEN_TO_ALL = Set.of("stop", "pause");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final String session;
    private final Instant startedAt;
    private final Set<String> used = new HashSet<>();
    private boolean acceptsUnsigned;

    public Authority(String session, Instant startedAt) {
        this.session = session;
        this.startedAt = startedAt;
    }

    /** Unsigned controls count if Temporal itself authenticates its clients. */
    public void acceptUnsigned(boolean accepts) {
        acceptsUnsigned = accepts;
    }

    /** For validators: throws if the control is refused, and does not use up its signature. */
    void check(String control, Incoming incoming) {
        String refusal = refusal(control, incoming);
        if (!refusal.isEmpty()) throw new IllegalStateException(refusal);
    }

    /** Returns the reason for a refusal; if it is empty, the control counts and its signature is used up. */
    String take(String control, Incoming incoming) {
        String refusal = refusal(control, incoming);
        if (refusal.isEmpty() && incoming.signature() != null)
            used.add(incoming.signature().nonce());
        return refusal;
    }

    private String refusal(String control, Incoming incoming) {
        Signature signature = incoming.signature();
        if (signature == null) return OPEN_TO_ALL.contains(control) || acceptsUnsigned ? "" : unsigned(control);
        if (!signature.as().equals(control))
            return "its signature is for `" + signature.as() + "`, not for `" + control + "`";
        if (!signature.session().equals(session))
            return "its signature is for session `" + signature.session() + "`, not for this one";
        boolean isOfThisTime =
                !signature.at().isBefore(startedAt) && signature.at().isBefore(now().plus(CLOCKS_DIFFER));
        if (!isOfThisTime) return "its signature of " + signature.at() + " is not of this execution's time";
        return used.contains(signature.nonce()) ? "its signature was used before; sign it again" : "";
    }

    private String unsigned(String control) {
        return "`" + control + "` needs a signature, since anyone who reaches Temporal can send it. Type: orchestrate "
                + control + " " + session + " – or send it with --input \"$(orchestrate sign --as " + control
                + " --session-id " + session + " '{…}')\"";
    }
}
