package orchestrator.worker;

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
import orchestrator.approval.Approved;
import orchestrator.approval.NotApproved;
import orchestrator.eventlog.StreamId;
import orchestrator.follow.Follower;
import orchestrator.follow.StreamCopy;
import orchestrator.launch.LaunchActivities;
import orchestrator.launch.LaunchId;
import orchestrator.launch.Usage;
import orchestrator.process.Identity;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.Launcher;
import orchestrator.process.RunProcesses;
import orchestrator.process.Standstill;

/** Launches, follows, stops and settles processes of this host. */
final class RunActivitiesOnHost implements LaunchActivities {
    private final HostParts parts;
    private final Approved approved;
    private final Launches launches;
    private final RunProcesses processes;
    private final LaunchOrders orders;
    private final Burial burial;
    private final Ownership ownership;
    private final Workplace workplace;

    RunActivitiesOnHost(HostParts parts, Workflows workflows, Approved approved, String temporalCluster) {
        this.parts = parts;
        this.approved = approved;
        launches = parts.launches();
        processes = parts.processes();
        orders = new LaunchOrders(parts, temporalCluster);
        burial = new Burial(parts);
        ownership = new Ownership(parts);
        workplace = new Workplace(parts, workflows);
    }

    @Override
    public Launched launch(LaunchRequest request) {
        LaunchDirectory directory = launches.directory(request.id());
        boolean claimed = directory.claimed();
        String runId = Activity.getExecutionContext().getInfo().getWorkflowRunId();
        try {
            approved.launch(request.id().key(), Path.of(request.workspace()));
            burial.beforeLaunch(request.id());
            Optional<Identity> identity = claimed ? takeUp(request, runId) : begin(request, directory, runId);
            return new Launched(identity.map(Identity::pid).orElse(0L), claimed);
        } catch (NotApproved e) {
            throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), "NotApproved");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end what is left of earlier launches", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    private Optional<Identity> begin(LaunchRequest request, LaunchDirectory directory, String runId)
            throws IOException, InterruptedException {
        workplace.free(request);
        Launcher.Order order = orders.of(request, directory);
        ownership.begin(directory, request.owner(), runId);
        return parts.launcher().launch(order);
    }

    /** What was begun needs nothing any more of what a launch needs, such as its directory of work. */
    private Optional<Identity> takeUp(LaunchRequest request, String runId) throws InterruptedException {
        ownership.takeUp(request.id(), request.owner(), runId);
        return Launcher.awaitProcess(launches.directory(request.id()));
    }

    @Override
    public Followed follow(FollowRequest request) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        StreamId stream = HostParts.stream(request.id());
        LaunchDirectory directory = launches.directory(request.id());
        parts.lookedAt().add(stream);
        Pulse pulse = Pulse.of(() -> context.heartbeat(null));
        try (StreamCopy copy = parts.copy(request.id(), agent(request.id()))) {
            return new Follower(
                            parts.log(),
                            parts.watch(),
                            processes,
                            agent(request.id()),
                            stream,
                            directory,
                            Launches.marker(request.id()),
                            copy,
                            parts.time())
                    .follow(request, () -> context.heartbeat(null));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot follow " + Launches.marker(request.id()), e);
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

    private Standstill standstill(LaunchId id) {
        return new Standstill(processes, launches.directory(id), Launches.marker(id));
    }

    @Override
    public Stopped stop(LaunchId id) {
        LaunchDirectory directory = launches.directory(id);
        // Whoever keeps it still must not hold what is to end; the stopping itself lets it go on.
        directory.markProceeded();
        try {
            boolean gone = processes.stop(
                    Launches.marker(id), directory.identity(), agent(id).gentleSignal());
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
            int killed = processes.kill(Launches.marker(id), directory.identity());
            Transcript transcript = parts.transcript(id);
            directory.markSettled();
            processes.forget(Launches.marker(id));
            return new Settled(used(id, transcript), Artifacts.shorten(parts.log(), transcript.answer()), killed);
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
