package orchestrator.approval;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.autofix.ProjectActivities.AdmitRequest;
import orchestrator.home.Approvals;
import orchestrator.home.Approvals.Approval;
import orchestrator.home.Home;
import orchestrator.home.Trust;
import orchestrator.home.UsedSignatures;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.TrustRequest;
import orchestrator.signing.Signature;
import org.jspecify.annotations.Nullable;

/** Decides if a session may begin: approved by the user, or signed and in trusted directories. */
public final class Admission {
    private static final String ACCEPT_UNSIGNED = "ORCHESTRATOR_ACCEPT_UNSIGNED";

    private final Approvals approvals;
    private final UsedSignatures signatures;
    private final Trust trust;
    private final Clock clock;
    private final boolean acceptsUnsigned;

    public Admission(Home home, Map<String, String> environment, Clock clock) {
        this.approvals = new Approvals(home);
        this.signatures = UsedSignatures.of(home);
        this.trust = Trust.of(home);
        this.clock = clock;
        this.acceptsUnsigned = acceptsUnsigned(environment);
    }

    private static boolean acceptsUnsigned(Map<String, String> environment) {
        String value = environment.getOrDefault(ACCEPT_UNSIGNED, "").strip();
        if (value.isEmpty() || value.equals("false")) return false;
        if (value.equals("true")) return true;
        throw new IllegalArgumentException(ACCEPT_UNSIGNED + " must be true or false, not `" + value
                + "`; true only with a Temporal that knows its clients by certificate or API key");
    }

    /** True if requests without a signature count, because this Temporal authenticates its clients. */
    public boolean acceptsUnsigned() {
        return acceptsUnsigned;
    }

    /** The user's approval, if it is for exactly this request. */
    public Optional<Approval> approval(String key, PrepareRequest request, String reference) {
        return approvals
                .of(key)
                .filter(given ->
                        given.request().equals(reference) && given.execution().equals(request.execution()));
    }

    /** The reason why the request needs approval in any directory; empty if its signature is valid. */
    public String unsigned(PrepareRequest request) {
        return unsigned(request.signature(), request.session(), request.execution());
    }

    private String unsigned(@Nullable Signature signature, String session, String execution) {
        if (acceptsUnsigned) return "";
        if (signature == null) return "it was sent without a signature";
        return signatures.refusal(signature, session, execution, clock.instant());
    }

    /**
     * The reason why a request to watch a project does not count; empty if its signature is valid. It must be for the
     * project's workflow: signatures for any session are for sessions.
     */
    public String unsigned(AdmitRequest request) {
        return unsigned(request.workflow(), request.signature(), request.execution());
    }

    /** The same for any workflow that is none of a session. */
    public String unsigned(String workflow, @Nullable Signature signature, String execution) {
        boolean isForAny = signature != null && signature.session().isEmpty();
        if (isForAny && !acceptsUnsigned) return "its signature is not for `" + workflow + "`";
        return unsigned(signature, workflow, execution);
    }

    /** True if the directory was named on this machine's command line. */
    public boolean isTrusted(Path directory) {
        return trust.holds(directory);
    }

    /** Directories that are not trusted, because they were never named on this machine's command line. */
    public List<String> untrusted(Path target, Path workspace) {
        return Stream.of(target, workspace)
                .distinct()
                .filter(directory -> !trust.holds(directory))
                .map(Path::toString)
                .toList();
    }

    /** Remembers that the session may begin, with the complete request after a resume. */
    public void admit(String key, PrepareRequest request, String reference, String whole) {
        Approval approval = approval(key, request, reference)
                .orElseGet(() ->
                        new Approval(request.session(), request.execution(), reference, "", "", "", clock.instant()));
        approvals.add(key, approval.completedBy(whole));
    }

    /** The user who approved the session, in words; empty until it is approved. */
    public Optional<String> decided(TrustRequest waiting) {
        Optional<String> approved = approvals
                .of(waiting.key())
                .filter(given -> given.request().equals(waiting.approvable()))
                .map(Approval::inWords);
        if (approved.isPresent()) return approved;
        boolean isTrusted = !waiting.untrusted().isEmpty()
                && waiting.untrusted().stream().map(Path::of).allMatch(trust::holds);
        return isTrusted ? Optional.of("its directories are trusted now") : Optional.empty();
    }
}
