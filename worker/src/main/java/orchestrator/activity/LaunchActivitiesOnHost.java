package orchestrator.activity;

import static orchestrator.activity.HostWork.beating;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.agent.Agent;
import orchestrator.agent.Transcript;
import orchestrator.capacity.LaunchQueue;
import orchestrator.follow.LaunchToFollow;
import orchestrator.follow.StreamCopy;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchActivities;
import orchestrator.launch.Usage;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.LaunchOrders;
import orchestrator.launcher.LaunchOwnership;
import orchestrator.launcher.LaunchStore;
import orchestrator.launcher.LongTexts;
import orchestrator.launcher.OtherLaunches;
import orchestrator.preparation.DirectoryId;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessPause;
import orchestrator.process.RunProcesses;
import orchestrator.sandbox.SandboxPlanner;

/** Launches, follows, pauses, stops and settles agents on this host. */
public final class LaunchActivitiesOnHost implements LaunchActivities {
    private static final int PROMPT_BEGINNING_BYTES = 200;

    private final HostContext host;
    private final LaunchStart starts;
    private final LaunchStore launches;
    private final RunProcesses processes;
    private final LaunchOwnership ownership;
    private final LaunchQueue queue;

    public LaunchActivitiesOnHost(HostContext host, LaunchStart starts, LaunchQueue queue) {
        this.host = host;
        this.starts = starts;
        launches = host.launches();
        processes = host.processes();
        ownership = new LaunchOwnership(host);
        this.queue = queue;
    }

    @Override
    public Launched launch(LaunchRequest request) {
        return starts.launch(request, Activity.getExecutionContext().getInfo().getWorkflowRunId());
    }

    @Override
    public void awaitTurn(LaunchId id) {
        beating(() -> {
            new TurnWait(queue, host.troubles(), host.clock()).await(id, launches.directory(id)::claimed);
            return id;
        });
    }

    @Override
    public Followed follow(FollowRequest request) {
        LaunchId id = request.id();
        ActivityExecutionContext context = Activity.getExecutionContext();
        ActivityHeartbeat heartbeat = ActivityHeartbeat.of(() -> context.heartbeat(null));
        try (StreamCopy copy = host.copy(id, agent(id))) {
            ownership.reattach(id);
            LaunchToFollow launch = new LaunchToFollow(HostContext.stream(id), launches.directory(id), agent(id), copy);
            return host.followers().follow(launch, request, () -> context.heartbeat(null));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot follow " + id, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        } finally {
            heartbeat.close();
        }
    }

    @Override
    public Paused pause(LaunchId id) {
        try {
            return new Paused(pauseOf(id).pause());
        } catch (IllegalStateException e) {
            throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), "CannotPause");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    @Override
    public Paused proceed(LaunchId id) {
        try {
            return new Paused(pauseOf(id).resume());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    @Override
    public Adoption adopt(AdoptRequest request) {
        Path workspace = Path.of(request.workspace());
        boolean isThere = Files.isDirectory(workspace) && Files.isWritable(workspace);
        return new Adoption(
                isThere, isThere && DirectoryId.mayBeSame(request.directoryId(), DirectoryId.of(workspace)));
    }

    private ProcessPause pauseOf(LaunchId id) {
        return new ProcessPause(processes, launches.directory(id), id);
    }

    @Override
    public Stopped stop(LaunchId id) {
        LaunchDirectory directory = launches.directory(id);
        // A pause must not interfere while the launch ends, since stopping resumes it.
        directory.markResumed();
        try {
            boolean gone = processes.stop(id, directory.identity(), agent(id).gentleSignal());
            return new Stopped(gone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    @Override
    public Settled settle(LaunchId id) {
        LaunchDirectory directory = launches.directory(id);
        try {
            int killed = processes.kill(id, directory.identity());
            Transcript transcript = host.transcript(id);
            SandboxPlanner.removeHome(directory.path());
            directory.markSettled();
            processes.forget(id);
            String answer =
                    LongTexts.shortenAnswer(host.artifacts(), transcript.answer(), beginning(directory.prompt()));
            return new Settled(used(id, transcript), answer, killed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    /** Empty if someone has removed it; the answer then counts as any other. */
    private static String beginning(Path prompt) {
        try (InputStream text = Files.newInputStream(prompt)) {
            return new String(text.readNBytes(PROMPT_BEGINNING_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private Usage used(LaunchId id, Transcript transcript) {
        List<Transcript> others = new OtherLaunches(host.home())
                .of(id).stream().map(host::transcript).toList();
        return agent(id).used(transcript, others);
    }

    private Agent agent(LaunchId id) {
        return host.agent(id)
                .orElseThrow(() -> LaunchOrders.cannotLaunch("this worker knows no agent `" + id.agent() + "`"));
    }
}
