package orchestrator.resume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import orchestrator.agent.Transcript;
import orchestrator.eventlog.RunActivity;
import orchestrator.identity.LaunchId;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.InheritedConversations;
import orchestrator.launcher.LongTexts;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.SessionActivities.Carried;
import orchestrator.session.SessionState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects the finished work of an earlier session, and its conversations that can continue. */
public final class CarriedWork {
    private static final Logger log = LoggerFactory.getLogger(CarriedWork.class);
    private static final int SESSIONS_BACK_MAX = 100;

    private final HostContext host;

    public CarriedWork(HostContext host) {
        this.host = host;
    }

    /**
     * One assignment, and the last launch that printed anything for it.
     *
     * @param last null if there is no such launch
     */
    public record Work(Carried carried, @Nullable LaunchId last) {
        public Optional<InheritedConversations.Entry> inheritance() {
            String conversation = carried.conversation();
            if (conversation == null || last == null) return Optional.empty();
            return Optional.of(new InheritedConversations.Entry(conversation, last));
        }
    }

    /** @param workspace of the new session, because agents find a conversation only in its original directory */
    public List<Work> of(SessionState earlier, String workspace) {
        return earlier.assignments().stream()
                .filter(assignment -> EarlierPlan.GOES_ON.contains(assignment.kind()))
                .map(assignment -> work(earlier, assignment, workspace))
                .toList();
    }

    private Work work(SessionState earlier, AssignmentState assignment, String workspace) {
        boolean done = assignment.status() == Status.DONE;
        Optional<LaunchId> last = lastLaunch(earlier, assignment);
        Transcript transcript = last.map(host::transcript).orElse(Transcript.EMPTY);
        boolean sameDirectory = earlier.workspace().equals(workspace);
        String conversation = last.filter(launch -> sameDirectory)
                .flatMap(launch -> resumable(launch, transcript))
                .orElse(null);
        Carried carried = new Carried(
                assignment.id(),
                done,
                last.isPresent() || assignment.startedAt() != null || assignment.takenFrom() != null,
                assignment.run(),
                assignment.agent(),
                LongTexts.shortenWork(host.artifacts(), transcript.answer()),
                conversation,
                earlier.teamwork().blockers().stream()
                        .filter(blocker -> blocker.assignment().equals(assignment.id()))
                        .toList(),
                assignment.takenFrom());
        return new Work(carried, last.orElse(null));
    }

    /** An assignment that was carried over has no launch in this session; its last launch is in an earlier one. */
    private Optional<LaunchId> lastLaunch(SessionState session, AssignmentState assignment) {
        SessionState state = session;
        AssignmentState same = assignment;
        for (int back = 0; back < SESSIONS_BACK_MAX; back++) {
            Optional<LaunchId> own = ownLastLaunch(state.key(), same);
            Optional<SessionState> before = own.isPresent() ? Optional.empty() : before(state);
            if (before.isEmpty()) return own;
            state = before.get();
            Optional<AssignmentState> there = state.assignments().stream()
                    .filter(other -> other.id().equals(assignment.id()))
                    .findFirst();
            if (there.isEmpty()) return own;
            same = there.get();
        }
        return Optional.empty();
    }

    private Optional<SessionState> before(SessionState state) {
        String key = state.resumedFrom();
        return key == null || key.isEmpty() ? Optional.empty() : host.archive().session(key);
    }

    /** The newest launch that printed anything, because one that died at once must not hide the others. */
    private Optional<LaunchId> ownLastLaunch(String key, AssignmentState assignment) {
        int newest = host.activity().runs(key).stream()
                .filter(run -> run.run().equals(assignment.run()) && run.agent().equals(assignment.agent()))
                .mapToInt(RunActivity::launch)
                .max()
                .orElse(0);
        List<LaunchId> launches = new ArrayList<>(IntStream.rangeClosed(1, newest)
                .mapToObj(n -> new LaunchId(key, assignment.run(), n))
                .toList());
        java.util.Collections.reverse(launches);
        return launches.stream()
                .filter(launch -> host.transcript(launch).lines() > 0)
                .findFirst();
    }

    private Optional<String> resumable(LaunchId launch, Transcript transcript) {
        String conversation = transcript.conversation();
        if (conversation == null) return Optional.empty();
        return host.agent(launch)
                .filter(agent -> {
                    try {
                        return agent.hasConversation(
                                conversation, host.home().run(launch.key(), launch.run()), host.environment());
                    } catch (IOException | UncheckedIOException e) {
                        log.warn(
                                "conversation={} agent={} cannot be looked for: {}",
                                conversation,
                                agent.name(),
                                e.toString());
                        return false;
                    }
                })
                .map(agent -> conversation);
    }
}
