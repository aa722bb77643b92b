package orchestrator.work;

import java.util.HashMap;
import java.util.Map;
import orchestrator.plan.Assignment;
import orchestrator.rollover.Saved;
import orchestrator.run.Handover;
import orchestrator.run.RunProgress;
import orchestrator.run.RunResult;
import org.jspecify.annotations.Nullable;

/** The beginning of each assignment's next run: from scratch, or in an earlier conversation. */
@Saved
final class Beginnings {
    private final Map<String, RunProgress> beginnings = new HashMap<>();
    /** Each agent's last conversation in which it changed files. */
    private final Map<String, String> conversations = new HashMap<>();

    @Nullable
    RunProgress of(String id) {
        return beginnings.get(id);
    }

    void afterEnd(Assignment assignment, RunResult result) {
        String conversation = result.conversation();
        if (assignment.isWriting() && conversation != null) conversations.put(assignment.agent(), conversation);
        if (result.outcome() == RunResult.Outcome.NEEDS_YOU) takeUp(assignment.id(), conversation, result.reason());
    }

    void takeUp(String id, @Nullable String conversation, String cause) {
        beginnings.put(id, RunProgress.resuming(conversation, Handover.note(conversation != null, cause)));
    }

    void spokeBefore(String agent, String conversation) {
        conversations.put(agent, conversation);
    }

    /** Does nothing if the beginning was decided otherwise. */
    void continueLast(Assignment assignment) {
        if (beginnings.containsKey(assignment.id())) return;
        continueIn(assignment.id(), conversations.get(assignment.agent()));
    }

    void set(String id, @Nullable String conversation) {
        beginnings.remove(id);
        continueIn(id, conversation);
    }

    private void continueIn(String id, @Nullable String conversation) {
        if (conversation != null) beginnings.put(id, RunProgress.resuming(conversation, ""));
    }
}
