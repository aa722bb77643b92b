package orchestrator.run;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import orchestrator.event.EventType;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchActivities.Launched;
import orchestrator.launch.LaunchOwner;
import org.jspecify.annotations.Nullable;

/** Launches an agent as soon as its host has room for it. The wait does not count as the agent's time. */
final class LaunchTurn {
    private static final int AFTER_FAILURES = 2;

    private final RunParts parts;

    LaunchTurn(RunParts parts) {
        this.parts = parts;
    }

    /** Null if the run is paused or stopped before the launch has begun. */
    @Nullable
    Launched launch(LaunchId id) {
        boolean mayBegin = parts.status().mayHaveBegun();
        boolean onlyIfBegun = mayBegin && isInterrupted();
        LaunchRequest wanted = onlyIfBegun ? request(id).ifBegun() : request(id);
        Launched launched = mayBegin ? callOrFind(wanted) : call(wanted);
        parts.status().onLookedForLaunch();
        if (onlyIfBegun && !launched.alreadyThere()) return null;
        if (launched.waits() == null) return launched;
        say("waits: " + launched.waits(), wanted);
        parts.clock().stop();
        while (launched.waits() != null) {
            parts.status().showStep("queued");
            parts.host().awaitTurn(wanted.id(), this::isInterrupted);
            if (isInterrupted()) break;
            launched = call(wanted);
        }
        parts.clock().start();
        if (launched.waits() == null) return launched;
        if (mayBegin && looksAgain() > Workflow.DEFAULT_VERSION) {
            Launched begun = call(wanted.ifBegun());
            if (begun.alreadyThere()) return begun;
        }
        say("waits no longer: it was " + (parts.controls().isStopping() ? "stopped" : "paused"), wanted);
        return null;
    }

    /** If it cannot be launched and the run stops, an early launch may still have begun: then nobody else would stop it. */
    private Launched callOrFind(LaunchRequest wanted) {
        try {
            return call(wanted);
        } catch (RunHost.Left left) {
            if (left.next() != null || looksAgain() < AFTER_FAILURES) throw left;
            Launched begun = call(wanted.ifBegun());
            if (!begun.alreadyThere()) throw left;
            return begun;
        }
    }

    /** An early launch may have begun after this run was told to wait; the session sends its controls after that. */
    private static int looksAgain() {
        return Workflow.getVersion("looks-again-for-early-launch", Workflow.DEFAULT_VERSION, AFTER_FAILURES);
    }

    private LaunchRequest request(LaunchId id) {
        WorkflowInfo info = Workflow.getInfo();
        LaunchOwner owner = new LaunchOwner(info.getWorkflowId(), info.getFirstExecutionRunId());
        return parts.request().launch(id, parts.status().progress(), owner);
    }

    private Launched call(LaunchRequest wanted) {
        parts.status().showStep("launching");
        return parts.host().call("launch " + wanted.id().launch(), h -> h.launch(wanted));
    }

    private boolean isInterrupted() {
        return parts.controls().isStopping() || parts.pause().isWanted();
    }

    private void say(String what, LaunchRequest wanted) {
        parts.journal().add(EventType.STATUS, "launch " + wanted.id().launch() + " " + what);
    }
}
