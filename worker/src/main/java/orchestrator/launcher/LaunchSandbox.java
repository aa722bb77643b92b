package orchestrator.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.agent.Agent;
import orchestrator.agent.AgentState;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.StateDirectory;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.guard.Territory;
import orchestrator.guard.place.LaunchPlace;
import orchestrator.guard.place.RealFiles;
import orchestrator.guard.place.Territories;
import orchestrator.guard.policy.Policies;
import orchestrator.guard.policy.Policy;
import orchestrator.guard.policy.WrongPolicy;
import orchestrator.identity.LaunchId;
import orchestrator.json.WireName;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.SandboxMode;
import orchestrator.process.ProcessLauncher;
import orchestrator.process.ProcessLauncher.Enclosure;
import orchestrator.process.ProcessLauncher.Order;
import orchestrator.sandbox.BubblewrapArguments;
import orchestrator.sandbox.SandboxPlanner;
import orchestrator.sandbox.SandboxProbe;
import orchestrator.sandbox.SandboxedLaunch;
import orchestrator.tamper.TamperCheck;

/** Gives a launch a temporary directory of its own, and puts it into the sandbox if it should be in one. */
final class LaunchSandbox {
    private static final String VARIABLE = "ORCHESTRATOR_SANDBOX";
    private static final String SOURCE = "sandbox";

    private final HostContext host;
    private final SandboxProbe probe;

    LaunchSandbox(HostContext host) {
        this.host = host;
        probe = new SandboxProbe(host.environment());
    }

    Order around(Order order, LaunchRequest request, Agent agent, LaunchSpec spec) {
        LaunchPlace place = host.place(request.id(), order.workspace(), request.readOnly(), true);
        Map<String, String> environment = new TreeMap<>(order.environment());
        environment.put("TMPDIR", place.scratch().toString());
        try {
            ProcessLauncher.makePrivate(place.scratch());
            boolean isWanted = isWanted(request);
            new TamperCheck(order.directory().path()).keep(WatchedFiles.of(host, place, spec), isWanted);
            if (!isWanted) return order.with(environment, null);
            environment.put("TMPDIR", "/tmp");
            // It names a directory of sockets, which are not there inside.
            environment.remove("XDG_RUNTIME_DIR");
            return order.with(environment, enclosure(order, request, agent, spec, place));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the sandbox of " + request.id(), e);
        }
    }

    /** Says why, if a launch that may run without it does so. */
    private boolean isWanted(LaunchRequest request) {
        SandboxMode mode = mode(request.safetyOrDefault().sandbox());
        if (mode == SandboxMode.OFF) return false;
        SandboxProbe.Finding finding = probe.find();
        if (finding.works()) return true;
        if (mode == SandboxMode.ON) {
            throw LaunchOrders.cannotLaunch("the sandbox was asked for, and " + finding.inWords()
                    + " Or start the session with --sandbox auto.");
        }
        tell(request.id(), "Runs without a sandbox: " + finding.inWords());
        return false;
    }

    /** The worker's variable counts if the request leaves it open. */
    private SandboxMode mode(SandboxMode asked) {
        if (asked != SandboxMode.AUTO) return asked;
        String named = host.environment().getOrDefault(VARIABLE, "").strip();
        if (named.isEmpty()) return SandboxMode.AUTO;
        return WireName.find(SandboxMode.class, named.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> LaunchOrders.cannotLaunch(
                        VARIABLE + " of the worker must be auto, on or off, and is `" + named + "`"));
    }

    private Enclosure enclosure(Order order, LaunchRequest request, Agent agent, LaunchSpec spec, LaunchPlace place)
            throws IOException {
        Policy policy = policy(place);
        Territory territory = Territories.of(place, new RealFiles()).hiding(policy.secret());
        AgentState state = agent.state(spec, host.environment());
        SandboxedLaunch launch = new SandboxedLaunch(
                host.home().directory().toRealPath(),
                order.directory().path().toRealPath(),
                order.argv(),
                request.readOnly(),
                territory,
                policy.writable().stream().filter(Files::exists).toList(),
                state,
                others(request.id(), state, spec),
                order.environment());
        return new Enclosure(
                probe.find().program().orElseThrow(),
                BubblewrapArguments.of(SandboxPlanner.of(launch), Enclosure.COPY),
                state.copiedText());
    }

    private static Policy policy(LaunchPlace place) {
        try {
            return new Policies(place.data(), place.home()).of(place.target()).policy();
        } catch (WrongPolicy wrong) {
            throw LaunchOrders.cannotLaunch(String.valueOf(wrong.getMessage()));
        }
    }

    /** Another vendor's directories, with its log-in and conversations. */
    private List<StateDirectory> others(LaunchId id, AgentState own, LaunchSpec spec) {
        List<Path> directories =
                own.directories().stream().map(StateDirectory::directory).toList();
        return host.agents().of(id.key()).all().stream()
                .flatMap(other -> other.state(spec, host.environment()).directories().stream())
                .filter(state -> !directories.contains(state.directory()))
                .toList();
    }

    private void tell(LaunchId launch, String text) {
        host.events()
                .record(List.of(
                        AgentEvent.of(new StreamId(launch, SOURCE), host.clock().instant(), EventType.STATUS, text)));
    }
}
