package orchestrator.activity;

import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import orchestrator.approval.ApprovalCheck;
import orchestrator.approval.NotApproved;
import orchestrator.capacity.LaunchQueue;
import orchestrator.capacity.QueueTurn;
import orchestrator.identity.LaunchId;
import orchestrator.launch.EarlyLaunchActivities.EarlyLaunch;
import orchestrator.launch.EarlyLaunchActivities.EarlyLaunched;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchActivities.Launched;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.LaunchOrders;
import orchestrator.launcher.LaunchOwnership;
import orchestrator.launcher.LaunchStore;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.ProcessLauncher;
import orchestrator.reaper.LaunchReaper;
import orchestrator.reaper.WorkspaceReaper;
import orchestrator.temporal.WorkflowLookup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the process of a launch, for its run or ahead of it. Both may ask at once; the second one finds it started. */
public final class LaunchStart {
    private static final Logger log = LoggerFactory.getLogger(LaunchStart.class);
    private static final int LOCKS = 64;

    private final ApprovalCheck approved;
    private final LaunchStore launches;
    private final LaunchOrders orders;
    private final ProcessLauncher launcher;
    private final LaunchReaper reaper;
    private final LaunchOwnership ownership;
    private final WorkspaceReaper workspaces;
    private final LaunchQueue queue;
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    public LaunchStart(
            HostContext host,
            WorkflowLookup workflows,
            ApprovalCheck approved,
            String temporalCluster,
            LaunchQueue queue) {
        this.approved = approved;
        launches = host.launches();
        orders = new LaunchOrders(host, temporalCluster);
        launcher = new ProcessLauncher(host.home().file("bin"));
        reaper = new LaunchReaper(host);
        ownership = new LaunchOwnership(host);
        workspaces = new WorkspaceReaper(host, workflows);
        this.queue = queue;
    }

    /** @param runId of the execution that asks */
    Launched launch(LaunchRequest request, String runId) {
        ReentrantLock lock = lock(request.id());
        lock.lock();
        try {
            boolean claimed = launches.directory(request.id()).claimed();
            if (request.onlyIfBegun() && !claimed) return new Launched(0, false);
            // Whoever takes a launch up to pause or to end it executes nothing.
            if (!request.onlyIfBegun()) approve(request);
            reaper.beforeLaunch(request.id());
            QueueTurn turn = claimed ? QueueTurn.BEGUN : queue.ask(request.id());
            if (!turn.granted()) return new Launched(0, false, turn.words());
            Optional<ProcessIdentity> identity = claimed ? takeUp(request, runId) : begin(request, runId, null);
            return new Launched(identity.map(ProcessIdentity::pid).orElse(0L), claimed);
        } catch (NotApproved e) {
            throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), "NotApproved");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end earlier launches", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        } finally {
            lock.unlock();
        }
    }

    /** Never throws: the run launches then, and its failure is the one that is reported. */
    EarlyLaunched launchEarly(EarlyLaunch early, String runId) {
        LaunchRequest request = early.launch();
        ReentrantLock lock = lock(request.id());
        lock.lock();
        try {
            if (launches.directory(request.id()).claimed()) return new EarlyLaunched(true, "");
            approve(request);
            QueueTurn turn = queue.ask(request.id());
            if (!turn.granted()) {
                queue.leave(request.id());
                return notBegun(request, turn.words());
            }
            begin(request, runId, early.run());
            return new EarlyLaunched(true, "");
        } catch (NotApproved | IOException | RuntimeException e) {
            return notBegun(request, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        } finally {
            lock.unlock();
        }
    }

    private static EarlyLaunched notBegun(LaunchRequest request, String why) {
        log.info("not launched early launch={} reason={}", request.id(), why);
        return new EarlyLaunched(false, why);
    }

    private void approve(LaunchRequest request) throws NotApproved {
        approved.launch(request.id().key(), Path.of(request.workspace()));
    }

    /** @param run the workflow that will take the launch up; null if it launches itself */
    private Optional<ProcessIdentity> begin(LaunchRequest request, String runId, @Nullable String run)
            throws IOException, InterruptedException {
        LaunchDirectory directory = launches.directory(request.id());
        workspaces.free(request);
        ProcessLauncher.Order order = orders.of(request, directory);
        if (run == null) ownership.begin(directory, request.owner(), runId);
        else ownership.beginEarly(directory, request.owner(), runId, run);
        Optional<ProcessIdentity> process = launcher.launch(order);
        queue.begun(request.id());
        return process;
    }

    /** Also works without the things that a new launch needs, such as its working directory. */
    private Optional<ProcessIdentity> takeUp(LaunchRequest request, String runId) throws InterruptedException {
        ownership.takeUp(request.id(), request.owner(), runId);
        return ProcessLauncher.awaitProcess(launches.directory(request.id()));
    }

    private ReentrantLock lock(LaunchId launch) {
        return locks[Math.floorMod(launch.hashCode(), LOCKS)];
    }
}
