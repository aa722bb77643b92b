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
import orchestrator.event.StreamId;
import orchestrator.follow.Follower;
import orchestrator.follow.StreamCopy;
import orchestrator.launch.LaunchActivities;
import orchestrator.launch.LaunchId;
import orchestrator.launch.Usage;
import orchestrator.launcher.HostParts;
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

/** Launches, follows, stops and settles processes of this host. */
public final class RunActivitiesOnHost implements LaunchActivities {
    private final HostParts parts;
    private final ApprovalCheck approved;
    private final LaunchStore launches;
    private final RunProcesses processes;
    private final LaunchOrders orders;
    private final LaunchReaper burial;
    private final LaunchOwnership ownership;
    private final WorkspaceReaper workplace;

    public RunActivitiesOnHost(
            HostParts parts, WorkflowLookup workflows, ApprovalCheck approved, String temporalCluster) {
        this.parts = parts;
        this.approved = approved;
        launches = parts.launches();
        processes = parts.processes();
        orders = new LaunchOrders(parts, temporalCluster);
        burial = new LaunchReaper(parts);
        ownership = new LaunchOwnership(parts);
        workplace = new WorkspaceReaper(parts, workflows);
    }

    @Override
    public Launched launch(LaunchRequest request) {
        LaunchDirectory directory = launches.directory(request.id());
        boolean claimed = directory.claimed();
        String runId = Activity.getExecutionContext().getInfo().getWorkflowRunId();
        try {
            approved.launch(request.id().key(), Path.of(request.workspace()));
            burial.beforeLaunch(request.id());
            Optional<ProcessIdentity> identity = claimed ? takeUp(request, runId) : begin(request, directory, runId);
            return new Launched(identity.map(ProcessIdentity::pid).orElse(0L), claimed);
        } catch (NotApproved e) {
            throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), "NotApproved");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end what is left of earlier launches", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    private Optional<ProcessIdentity> begin(LaunchRequest request, LaunchDirectory directory, String runId)
            throws IOException, InterruptedException {
        workplace.free(request);
        ProcessLauncher.Order order = orders.of(request, directory);
        ownership.begin(directory, request.owner(), runId);
        return parts.launcher().launch(order);
    }

    /** What was begun needs nothing any more of what a launch needs, such as its directory of work. */
    private Optional<ProcessIdentity> takeUp(LaunchRequest request, String runId) throws InterruptedException {
        ownership.takeUp(request.id(), request.owner(), runId);
        return ProcessLauncher.awaitProcess(launches.directory(request.id()));
    }

    @Override
    public Followed follow(FollowRequest request) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        StreamId stream = HostParts.stream(request.id());
        LaunchDirectory directory = launches.directory(request.id());
        parts.lookedAt().add(stream);
        ActivityHeartbeat pulse = ActivityHeartbeat.of(() -> context.heartbeat(null));
        try (StreamCopy copy = parts.copy(request.id(), agent(request.id()))) {
            return new Follower(
                            parts.events(),
                            parts.watch(),
                            processes,
                            agent(request.id()),
                            stream,
                            directory,
                            LaunchStore.marker(request.id()),
                            copy,
                            parts.time())
                    .follow(request, () -> context.heartbeat(null));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot follow " + LaunchStore.marker(request.id()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        } finally {
            pulse.close();
            parts.lookedAt().remove(stream);
        }
    }

    @Override
    public Paused pause(LaunchId id) {
        try {
            return new Paused(standstill(id).pause());
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
            return new Paused(standstill(id).proceed());
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

    private ProcessPause standstill(LaunchId id) {
        return new ProcessPause(processes, launches.directory(id), LaunchStore.marker(id));
    }

    @Override
    public Stopped stop(LaunchId id) {
        LaunchDirectory directory = launches.directory(id);
        // Whoever keeps it still must not hold what is to end; the stopping itself lets it go on.
        directory.markProceeded();
        try {
            boolean gone = processes.stop(
                    LaunchStore.marker(id), directory.identity(), agent(id).gentleSignal());
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
            int killed = processes.kill(LaunchStore.marker(id), directory.identity());
            Transcript transcript = parts.transcript(id);
            directory.markSettled();
            processes.forget(LaunchStore.marker(id));
            return new Settled(used(id, transcript), LongTexts.shorten(parts.artifacts(), transcript.answer()), killed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    private Usage used(LaunchId id, Transcript transcript) {
        List<Transcript> others = new OtherLaunches(parts.home())
                .of(id).stream().map(parts::transcript).toList();
        return agent(id).used(transcript, others);
    }

    private Agent agent(LaunchId id) {
        return parts.agent(id)
                .orElseThrow(() -> LaunchOrders.cannotLaunch("this worker knows no agent `" + id.agent() + "`"));
    }
}
