package orchestrator.authority;

import static orchestrator.work.Now.now;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import orchestrator.rollover.Saved;
import orchestrator.signing.Incoming;
import orchestrator.signing.Signature;
import org.jspecify.annotations.Nullable;

/**
 * Decides which controls are carried out. Anyone who reaches Temporal can end a workflow anyway, so stop and pause need
 * no signature. A control that continues work or answers for the user needs one, and each signature counts once.
 */
@Saved
public final class Authority {
    private static final Set<String> OPEN_TO_ALL = Set.of("stop", "pause");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final String workflow;
    private final Hint hint;
    private final @Nullable Duration validFor;
    private final @Nullable Instant since;
    private final Map<String, Instant> used = new HashMap<>();
    private boolean acceptsUnsigned;

    /** Says how a control is sent with a signature. */
    public interface Hint {
        /** @return a sentence that begins with {@code Type: } */
        String toSign(String control);
    }

    private Authority(String workflow, Hint hint, @Nullable Duration validFor, @Nullable Instant since) {
        this.workflow = workflow;
        this.hint = hint;
        this.validFor = validFor;
        this.since = since;
    }

    /** For a session: a signature counts if it was made since the session started. */
    public static Authority ofSession(String session, Instant startedAt) {
        Hint hint = control -> "Type: orchestrate " + control + " " + session + " – or send it with --input \"$("
                + "orchestrate sign --as " + control + " --session-id " + session + " '{…}')\"";
        return new Authority(session, hint, null, startedAt);
    }

    /** For a workflow that is open for months: a signature counts for this time, and its use is forgotten after it. */
    public static Authority within(Duration time, String workflow, Hint hint) {
        return new Authority(workflow, hint, time, null);
    }

    /** Unsigned controls count if Temporal itself authenticates its clients. */
    public void acceptUnsigned(boolean accepts) {
        acceptsUnsigned = accepts;
    }

    /** Signatures that were used, by nonce with their times, for a workflow that continues as new. */
    public Map<String, Instant> used() {
        used.values().removeIf(at -> at.isBefore(earliest()));
        return Map.copyOf(used);
    }

    /** Takes over what an earlier execution returned by {@link #used}. */
    public void addUsed(Map<String, Instant> earlier) {
        used.putAll(earlier);
    }

    private Instant earliest() {
        return since == null ? now().minus(Objects.requireNonNull(validFor)) : since;
    }

    /** For validators: throws if the control is refused, and does not use up its signature. */
    public void check(String control, Incoming incoming) {
        String refusal = refusal(control, incoming);
        if (!refusal.isEmpty()) throw new IllegalStateException(refusal);
    }

    /** Returns the reason for a refusal; if it is empty, the control counts and its signature is used up. */
    public String take(String control, Incoming incoming) {
        String refusal = refusal(control, incoming);
        Signature signature = incoming.signature();
        if (refusal.isEmpty() && signature != null) used.put(signature.nonce(), signature.at());
        return refusal;
    }

    private String refusal(String control, Incoming incoming) {
        Signature signature = incoming.signature();
        if (signature == null) return OPEN_TO_ALL.contains(control) || acceptsUnsigned ? "" : unsigned(control);
        if (!signature.as().equals(control))
            return "its signature is for `" + signature.as() + "`, not for `" + control + "`";
        if (!signature.session().equals(workflow))
            return "its signature is for session `" + signature.session() + "`, not for this one";
        boolean isOfThisTime =
                !signature.at().isBefore(earliest()) && signature.at().isBefore(now().plus(CLOCKS_DIFFER));
        if (!isOfThisTime) return "its signature of " + signature.at() + " is too old or of the future; sign it again";
        return used.containsKey(signature.nonce()) ? "its signature was used before; sign it again" : "";
    }

    private String unsigned(String control) {
        return "`" + control + "` needs a signature, since anyone who reaches Temporal can send it. "
                + hint.toSign(control);
    }
}
