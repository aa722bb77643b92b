package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import orchestrator.failure.CallFailure;
import orchestrator.host.HostSilence;
import orchestrator.json.Json;
import orchestrator.json.WrittenObject;

/** Has the state written for other programs when it has changed, without holding up the queue. */
final class StateExport {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** If it fails for another reason than a silent host, somebody has to repair something first. */
    private static final Duration TRIED_AGAIN_AFTER = Duration.ofMinutes(5);

    /** Each state that is written becomes part of Temporal's database, so a long one is written less often. */
    private static final int CHARACTERS_PER_SECOND = 20_000;

    private final LiveProject project;
    private final ProjectCalls calls;
    private Instant nextAt = Instant.EPOCH;
    private boolean isDue;
    private boolean isRunning;
    private boolean isWriting;

    StateExport(LiveProject project, ProjectCalls calls) {
        this.project = project;
        this.calls = calls;
    }

    boolean isWriting() {
        return isWriting;
    }

    void touch() {
        isDue = true;
        if (isRunning) return;
        isRunning = true;
        Async.procedure(this::writeWhatIsDue);
    }

    /** Writes the state for the last time. */
    void close() {
        nextAt = Instant.EPOCH;
        Workflow.await(() -> !isWriting);
        write();
    }

    private void writeWhatIsDue() {
        while (isDue) {
            Duration wait = Duration.between(now(), nextAt);
            if (!wait.isNegative() && !wait.isZero()) Workflow.sleep(wait);
            isDue = false;
            write();
        }
        isRunning = false;
    }

    private void write() {
        String json = Json.write(project.snapshot(now()));
        Duration pause = SHORTEST.plusSeconds(json.length() / CHARACTERS_PER_SECOND);
        isWriting = true;
        try {
            calls.export(WrittenObject.unparsed(json, text -> Json.read(text, JsonNode.class)));
        } catch (ActivityFailure failure) {
            boolean isSilent = HostSilence.isCauseOf(failure);
            if (!isSilent) project.note("The state could not be written: " + CallFailure.words(failure));
            if (isTriedAgain()) {
                isDue = true;
                if (!isSilent) pause = TRIED_AGAIN_AFTER;
            }
        } finally {
            isWriting = false;
        }
        nextAt = now().plus(pause);
    }

    /** Queues of an earlier build left the host with an old state until something else changed. */
    private static boolean isTriedAgain() {
        return Workflow.getVersion("writes-the-state-in-the-end", Workflow.DEFAULT_VERSION, 1)
                > Workflow.DEFAULT_VERSION;
    }
}
