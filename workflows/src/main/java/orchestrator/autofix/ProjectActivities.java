package orchestrator.autofix;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.host.Host;
import orchestrator.rollover.RollOverLimits;
import orchestrator.signing.Signature;
import org.jspecify.annotations.Nullable;

/** What the queue of a project asks of a host besides watching. All may be repeated safely. */
@ActivityInterface
public interface ProjectActivities {

    /**
     * Checks the request, its signature and the trust in its directory, and completes it: real path, test command,
     * agents. Runs on the shared queue; all others run on the queue of the host that it returns.
     */
    AdmittedProject admitProject(AdmitRequest request);

    /** Writes the state for the dashboard's archive and, if the request names one, the state file. */
    void export(AutoFixState state);

    /** Those of these workflows that are not open any more. */
    List<String> closed(List<String> workflows);

    /** @param signature of the request; null if it has none of our key */
    record AdmitRequest(
            String workflow,
            String execution,
            WatchRequest request,
            @Nullable Signature signature) {}

    /**
     * @param request completed: real path, test command or null if there is none, agents or null if there are none
     * @param refusal what has to be corrected; otherwise empty
     * @param notes for the user, one sentence each, such as where the test command was guessed from
     * @param acceptsUnsigned true if controls count without a signature, because Temporal authenticates its clients
     * @param searchAttributes those that the server has
     * @param rollOver null if the project was admitted before there was a setting
     */
    record AdmittedProject(
            Host host,
            String project,
            WatchRequest request,
            String refusal,
            List<String> notes,
            boolean acceptsUnsigned,
            List<String> searchAttributes,
            @Nullable RollOverLimits rollOver) {
        public AdmittedProject {
            notes = List.copyOf(notes);
            searchAttributes = searchAttributes == null ? List.of() : List.copyOf(searchAttributes);
        }

        public AdmittedProject(Host host, String project, WatchRequest request, String refusal, List<String> notes) {
            this(host, project, request, refusal, notes, false, List.of(), null);
        }
    }
}
