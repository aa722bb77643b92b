package orchestrator.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import orchestrator.agent.Agent;
import orchestrator.agent.Transcript;
import orchestrator.approval.ApprovalCheck;
import orchestrator.approval.NotApproved;
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
import orchestrator.process.ProcessIdentity;
import orchestrator.process.ProcessLauncher;
import orchestrator.process.ProcessPause;
import orchestrator.process.RunProcesses;
import orchestrator.reaper.LaunchReaper;
import orchestrator.reaper.WorkspaceReaper;
import orchestrator.temporal.WorkflowLookup;

/** Launches, follows, pauses, stops and settles agents on this host. */
public final class LaunchActivitiesOnHost implements LaunchActivities {
    private final HostContext host;
    private final ApprovalCheck approved;
    private final LaunchStore launches;
    private final RunProcesses processes;
    private final LaunchOrders orders;
    private final ProcessLauncher launcher;
    private final LaunchReaper reaper;
    private final LaunchOwnership ownership;
    private final WorkspaceReaper workspaces;

    public LaunchActivitiesOnHost(
            HostContext host, WorkflowLookup workflows, ApprovalCheck approved, String temporalCluster) {
        this.host = host;
        this.approved = approved;
        launches = host.launches();
        processes = host.processes();
        orders = new LaunchOrders(host, temporalCluster);
        launcher = new ProcessLauncher(host.home().file("bin"));
        reaper = new LaunchReaper(host);
        ownership = new LaunchOwnership(host);
        workspaces = new WorkspaceReaper(host, workflows);
    }

    @Override
    public Launched launch(LaunchRequest request) {
        LaunchDirectory directory = launches.directory(request.id());
        boolean claimed = directory.claimed();
        String runId = Activity.getExecutionContext().getInfo().getWorkflowRunId();
        try {
            approved.launch(request.id().key(), Path.of(request.workspace()));
            reaper.beforeLaunch(request.id());
            Optional<ProcessIdentity> identity = claimed ? takeUp(request, runId) : begin(request, directory, runId);
            return new Launched(identity.map(ProcessIdentity::pid).orElse(0L), claimed);
        } catch (NotApproved e) {
            throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), "NotApproved");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end earlier launches", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    private Optional<ProcessIdentity> begin(LaunchRequest request, LaunchDirectory directory, String runId)
            throws IOException, InterruptedException {
        workspaces.free(request);
        ProcessLauncher.Order order = orders.of(request, directory);
        ownership.begin(directory, request.owner(), runId);
        return launcher.launch(order);
    }

    /** Also works without the things that a new launch needs, such as its working directory. */
    private Optional<ProcessIdentity> takeUp(LaunchRequest request, String runId) throws InterruptedException {
        ownership.takeUp(request.id(), request.owner(), runId);
        return ProcessLauncher.awaitProcess(launches.directory(request.id()));
    }

    @Override
    public Followed follow(FollowRequest request) {
        LaunchId id = request.id();
        ActivityExecutionContext context = Activity.getExecutionContext();
        ActivityHeartbeat heartbeat = ActivityHeartbeat.of(() -> context.heartbeat(null));
        try (StreamCopy copy = host.copy(id, agent(id))) {
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
            directory.markSettled();
            processes.forget(id);
            return new Settled(used(id, transcript), LongTexts.shorten(host.artifacts(), transcript.answer()), killed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
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
