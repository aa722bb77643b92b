package orchestrator.api.admission;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.crew.Crew;
import orchestrator.home.AgentCatalog;
import orchestrator.home.Home;
import orchestrator.home.HostFile;
import orchestrator.home.WatchedPaths;
import orchestrator.home.WorkDirectory;
import orchestrator.session.request.SessionRequest;

/**
 * Refuses directories and agents that the worker would refuse, before anything is started. What is not here may be on
 * the host of a worker elsewhere, so it only judges if all workers are on this machine.
 */
public final class EarlyRefusals {
    private final Home home;
    private final TemporalClient temporal;

    public EarlyRefusals(Home home, TemporalClient temporal) {
        this.home = home;
        this.temporal = temporal;
    }

    private interface Check {
        void run() throws WorkDirectory.Unusable;
    }

    /** A resumed session may take its target from the one before it. */
    public void check(SessionRequest request) {
        String workspace = request.workspace();
        if (workspace != null) refuse("workspace", () -> WorkDirectory.check(workspace, "the workspace"));
        if (request.target().isEmpty()) return;
        refuse("target", () -> WorkDirectory.check(request.target(), "the target"));
        Path target = Path.of(request.target());
        refuse("agents", () -> refuseUnknown(request.agents(), target));
        request.roles()
                .forEach((role, name) -> refuse("roles." + role.wire(), () -> refuseUnknown(List.of(name), target)));
    }

    public void check(WatchRequest request) {
        refuse("", () -> {
            Path target = WatchedPaths.target(request.target(), request.repairs());
            WatchedPaths.below(target, request.paths());
            if (request.repairs())
                refuseUnknown(
                        Stream.of(
                                        request.repair().strategyAgent(),
                                        request.repair().fixAgent())
                                .filter(Objects::nonNull)
                                .toList(),
                        target);
        });
    }

    /** Agents may have been installed since this server was started, so it only knows which ones there can be. */
    private void refuseUnknown(List<String> named, Path target) throws WorkDirectory.Unusable {
        if (named.isEmpty()) return;
        for (AgentCatalog catalog : ServiceLoader.load(AgentCatalog.class)) {
            String why = Crew.unknown(named, catalog.names(home, target));
            if (!why.isEmpty()) throw new WorkDirectory.Unusable(why + ".", "Name one of these.");
        }
    }

    /** @param field of the request, or empty for none in particular */
    private void refuse(String field, Check check) {
        try {
            check.run();
        } catch (WorkDirectory.Unusable e) {
            if (HostFile.of(home).idHere().isEmpty() || temporal.hasWorkerElsewhere()) return;
            String words = e.words();
            throw Problem.at(field, words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        }
    }
}
