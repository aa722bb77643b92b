package orchestrator.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.identity.LaunchId;
import orchestrator.rollover.Rebuilt;

/**
 * Collects a workflow's own events and writes them in batches, one batch at a time and in order, without holding up
 * the workflow. Their numbers come from the workflow, so that writing a batch twice changes nothing.
 */
public final class Journal {
    private static final long BEYOND_EARLIER_LIVES = 1_000_000_000;
    private static final long EVENTS_OF_CHILD_MAX = 1_000_000;
    /** The numbers stay exact where JSON numbers are floating. */
    private static final long LIVES_TOLD_APART = 1_000_000;

    private final String key;
    private final String run;
    private final Consumer<List<AgentEvent>> writer;

    @Rebuilt
    private final List<AgentEvent> waiting = new ArrayList<>();

    private final int life = life();

    @Rebuilt
    private long written;

    @Rebuilt
    private boolean due;

    @Rebuilt
    private Promise<Void> writing = Workflow.newPromise(null);

    /** @param firstNumber how many events the predecessor of this journal has numbered */
    public Journal(String key, String run, long firstNumber, Consumer<List<AgentEvent>> writer) {
        this.key = key;
        this.run = run;
        this.written = firstNumber;
        this.writer = writer;
    }

    public void add(EventType type, String text) {
        add(type, 0, text, JsonNodeFactory.instance.objectNode());
    }

    public void add(EventType type, int launch, String text, JsonNode data) {
        Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
        waiting.add(
                AgentEvent.of(new StreamId(new LaunchId(key, run, launch), AgentEvent.ORCHESTRATOR), now, type, text)
                        .withPlace(written++, life)
                        .withData(data));
        touch();
    }

    /** Has the state written although there is no event. */
    public void touch() {
        due = true;
        if (!writing.isCompleted()) return;
        // A cancelled workflow still writes its last events.
        Workflow.newDetachedCancellationScope(() -> writing = Async.procedure(this::writeWhatIsDue))
                .run();
    }

    /** Returns when everything is in the log. */
    public void close() {
        writing.get();
    }

    /** True if everything is in the log. */
    public boolean isQuiet() {
        return !due && waiting.isEmpty() && writing.isCompleted();
    }

    /**
     * The first number of a successor, which cannot know that this workflow was reset. After each reset it is a number
     * that no other successor has.
     */
    public long numbered() {
        if (life == 0) return written;
        return written + BEYOND_EARLIER_LIVES * (1 + Integer.toUnsignedLong(life) % LIVES_TOLD_APART);
    }

    /** The first number of a child. A child that replaces one from before a reset must not reuse its numbers. */
    public static long firstNumberOfChild() {
        return Integer.toUnsignedLong(life()) * EVENTS_OF_CHILD_MAX;
    }

    /**
     * 0, or after a reset a number that distinguishes new events from those that the workflow wrote under the same numbers
     * before.
     */
    private static int life() {
        WorkflowInfo info = Workflow.getInfo();
        boolean isReset = !info.getRunId().equals(info.getOriginalExecutionRunId());
        return isReset ? info.getRunId().hashCode() | 1 : 0;
    }

    /** Runs in its own thread, but only while there is something to write, so an idle workflow holds one thread, not two. */
    private void writeWhatIsDue() {
        while (due) {
            due = false;
            List<AgentEvent> batch = List.copyOf(waiting);
            waiting.clear();
            writer.accept(batch);
        }
    }
}
