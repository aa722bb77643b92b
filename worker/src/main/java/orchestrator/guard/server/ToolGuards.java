package orchestrator.guard.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.agent.Agent;
import orchestrator.guard.Guard;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.Territory;
import orchestrator.guard.hook.GuardedLaunch;
import orchestrator.guard.place.LaunchPlace;
import orchestrator.guard.place.RealFiles;
import orchestrator.guard.place.Territories;
import orchestrator.guard.policy.Policies;
import orchestrator.guard.policy.Policy;
import orchestrator.guard.policy.PolicyPaths;
import orchestrator.guard.policy.WrongPolicy;
import orchestrator.guard.tool.Guards;
import orchestrator.guard.tool.HookCall;
import orchestrator.identity.LaunchId;
import orchestrator.launcher.HostContext;
import orchestrator.process.LaunchDirectory;

/** Judges calls by the policy and the territory of their launch. */
public final class ToolGuards implements CallJudge {
    private static final int LAUNCHES_KEPT_MAX = 1_000;

    private final HostContext host;
    private final Map<LaunchId, Made> made = new ConcurrentHashMap<>();

    public ToolGuards(HostContext host) {
        this.host = host;
    }

    /** @param stamp of the user's policy, which may change while an agent works; the project's was kept at the launch */
    private record Made(Guard guard, Path workspace, long stamp) {}

    @Override
    public Judged judge(LaunchId launch, JsonNode hook) {
        HookCall call = HookCall.of(hook);
        return new Judged(call.call(), decide(launch, call));
    }

    private GuardDecision decide(LaunchId launch, HookCall call) {
        try {
            Made current = guard(launch);
            Path directory = call.directory().isEmpty()
                    ? current.workspace()
                    : current.workspace().resolve(call.directory());
            return current.guard().decide(call.call(), directory);
        } catch (WrongPolicy wrong) {
            return GuardDecision.deny(
                    "wrong-policy", "The guard's policy is wrong, so nothing may run: " + wrong.getMessage());
        } catch (RuntimeException e) {
            return GuardDecision.deny("guard-failed", "The guard could not judge this call: " + e.getMessage());
        }
    }

    private Made guard(LaunchId launch) {
        if (made.size() > LAUNCHES_KEPT_MAX) made.clear();
        long stamp = stamp(PolicyPaths.ofUser(host.home().directory()));
        Made before = made.get(launch);
        if (before != null && before.stamp() == stamp) return before;
        LaunchPlace place = place(launch);
        RealFiles files = RealFiles.of(place);
        Territory territory = Territories.of(place, files);
        Policy policy = new Policies(place.data(), territory.home())
                .ofLaunch(place.target(), host.launches().directory(launch).path())
                .policy();
        boolean isConfined = place.privateTmp()
                || host.agent(launch).filter(Agent::confinesReadOnlyRuns).isPresent();
        Guard guard = Guards.of(territory, policy, files, place.readOnly(), isConfined);
        Made fresh = new Made(guard, place.workspace(), stamp);
        made.put(launch, fresh);
        return fresh;
    }

    private static long stamp(Path file) {
        return file.toFile().lastModified();
    }

    private LaunchPlace place(LaunchId launch) {
        LaunchDirectory directory = host.launches().directory(launch);
        Path workspace =
                directory.workspace().orElseThrow(() -> new IllegalStateException("its workspace is not known"));
        GuardedLaunch guarded = GuardedLaunch.of(directory.path())
                .orElseThrow(() -> new IllegalStateException("this launch has no guard"));
        return host.place(launch, workspace, guarded.readOnly(), guarded.sandboxed());
    }
}
