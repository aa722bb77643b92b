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

/**
 * Collects a workflow's own events and writes them in batches, one batch at a time and in order, without holding up
 * the workflow. Their numbers come from the workflow, so that writing a batch twice changes nothing.
 */
public final class Journal {
    private static final long BEYOND_EARLIER_LIVES = 1_000_000_000;
    private static final long EVENTS_OF_CHILD_MAX = 1_000_000;

    private final String key;
    private final String run;
    private final Consumer<List<AgentEvent>> writer;
    private final List<AgentEvent> waiting = new ArrayList<>();
    private final int life = life();
    private long written;
    private boolean due;
    private Promise<Void> writing = Workflow.newPromise(null);

    /** @param firstNumber how many events this journal's predecessor has numbered */
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

    /** Asks for the state to be written even though there is no event. */
    public void touch() {
        due = true;
        if (!writing.isCompleted()) return;
        // A workflow that is cancelled still has things to say.
        Workflow.newDetachedCancellationScope(() -> writing = Async.procedure(this::writeWhatIsDue))
                .run();
    }

    /** Writes what is left and returns when it is in the log. */
    public void close() {
        writing.get();
    }

    /** From where a successor is to number, of whom nobody knows that this one was reset. */
    public long numbered() {
        return life == 0 ? written : written + BEYOND_EARLIER_LIVES;
    }

    /** From where a child is to number: one that replaces a child of an earlier life must not take that one's numbers. */
    public static long firstNumberOfChild() {
        return Integer.toUnsignedLong(life()) * EVENTS_OF_CHILD_MAX;
    }

    /**
     * 0, or what tells the events of a workflow that was reset to an earlier point from those with the same numbers that it
     * has written before.
     */
    private static int life() {
        WorkflowInfo info = Workflow.getInfo();
        boolean isReset = !info.getRunId().equals(info.getOriginalExecutionRunId());
        return isReset ? info.getRunId().hashCode() | 1 : 0;
    }

    /** In a thread of its own that lasts only while there is something to write: an idle workflow holds one, not two. */
    private void writeWhatIsDue() {
        while (due) {
            due = false;
            List<AgentEvent> batch = List.copyOf(waiting);
            waiting.clear();
            writer.accept(batch);
        }
    }
}
