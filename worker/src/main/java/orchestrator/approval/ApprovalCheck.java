package orchestrator.approval;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BiPredicate;
import orchestrator.eventlog.Artifacts;
import orchestrator.home.Approvals;
import orchestrator.home.Approvals.Approval;
import orchestrator.home.Home;
import orchestrator.json.Json;
import orchestrator.session.request.SessionRequest;
import orchestrator.workspace.creation.CheckoutLocation;
import org.jspecify.annotations.Nullable;

/**
 * Guards everything that is executed for a session, whichever workflow asks: it must be what was approved, and the
 * session must be open.
 */
public final class ApprovalCheck {
    private final Home home;
    private final Approvals approvals;
    private final Artifacts artifacts;
    private final BiPredicate<String, String> isOver;

    /** @param isOver true if the session with this id and first execution has ended */
    public ApprovalCheck(Home home, Artifacts artifacts, BiPredicate<String, String> isOver) {
        this.home = home;
        this.approvals = new Approvals(home);
        this.artifacts = artifacts;
        this.isOver = isOver;
    }

    /**
     * Checks the start of an agent. A host that takes over a run has not admitted its session: there, the signed call
     * is the only check.
     */
    public void launch(String key, Path workspace) throws NotApproved {
        if (!approvals.isAdmittedHere(key)) return;
        SessionRequest request = open(key);
        String asked = request.workspace() == null ? request.target() : request.workspace();
        Path place = workspace.toAbsolutePath().normalize();
        if (!isOurs(place, key, Path.of(asked)) && !isSame(place, Path.of(asked))) {
            throw new NotApproved("session " + key + " was not approved to work in " + workspace);
        }
    }

    /** Checkouts must be in our directories for this session. */
    private boolean isOurs(Path place, String key, Path workspace) {
        Path real = RealPath.path(place);
        return real.startsWith(RealPath.path(home.sessions()))
                || real.startsWith(RealPath.path(CheckoutLocation.beside(home.session(key))))
                || real.startsWith(RealPath.path(workspace.resolve(key)));
    }

    /** Links in both paths may have been resolved since. */
    private static boolean isSame(Path place, Path asked) {
        return place.equals(asked.normalize()) || RealPath.path(place).equals(RealPath.path(asked));
    }

    /** Checks the target and setup command of checkouts. */
    public void setup(String key, String target, @Nullable String command) throws NotApproved {
        SessionRequest request = open(key);
        boolean fits = Objects.equals(request.setup(), command)
                && isSame(Path.of(target).normalize(), Path.of(request.target()));
        if (!fits) throw new NotApproved("session " + key + " was not approved with this setup or target");
    }

    /** Checks the verification command. */
    public void verify(String key, @Nullable String command) throws NotApproved {
        if (!Objects.equals(open(key).verify(), command)) {
            throw new NotApproved("session " + key + " was not approved with this verification");
        }
    }

    private SessionRequest open(String key) throws NotApproved {
        Approval approval = approvals
                .of(key)
                .orElseThrow(() -> new NotApproved(
                        "session " + key + " was never approved on this host. Approve it: orchestrate approve " + key));
        if (isOver.test(approval.session(), approval.execution())) {
            throw new NotApproved("session " + approval.session() + " is over, so nothing is started for it any more");
        }
        return artifacts
                .get(approval.whole())
                .map(json -> Json.read(json, SessionRequest.class))
                .orElseThrow(() -> new NotApproved("the approved request of session " + key + " is gone"));
    }
}
