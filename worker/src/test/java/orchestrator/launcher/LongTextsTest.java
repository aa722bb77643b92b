package orchestrator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import orchestrator.crew.Role;
import orchestrator.eventlog.Artifacts;
import orchestrator.eventlog.store.EventStore;
import orchestrator.plan.Briefs;
import orchestrator.plan.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongTextsTest {
    private static final String WORK = Briefs.of(Role.IMPLEMENTER);
    private static final String REVIEW = Briefs.reading(Role.REVIEWER, Kind.REVIEW);

    @TempDir
    Path directory;

    private EventStore store;
    private Artifacts artifacts;

    @BeforeEach
    void open() {
        store = EventStore.open("sqlite:" + directory.resolve("events.db"));
        artifacts = store.artifacts();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_answer_of_work_that_is_longer_than_a_summary_becomes_an_artifact() {
        String answer = "It is done. ".repeat(300);

        String kept = LongTexts.shortenAnswer(artifacts, answer, WORK);

        assertThat(kept).startsWith("artifact:");
        assertThat(artifacts.get(kept)).contains(answer);
        assertThat(LongTexts.shortenAnswer(artifacts, "It is done.", WORK)).isEqualTo("It is done.");
    }

    @Test
    void a_plan_of_hundreds_of_assignments_reaches_the_workflow() {
        String plan = "{\"assignments\": [\"" + "x".repeat(200_000) + "\"]}";

        assertThat(LongTexts.shortenAnswer(artifacts, plan, REVIEW)).isEqualTo(plan);
    }

    @Test
    void other_long_answers_and_huge_ones_become_artifacts() {
        String huge = "{\"assignments\": [\"" + "x".repeat(600_000) + "\"]}";

        assertThat(LongTexts.shortenAnswer(artifacts, "y".repeat(70_000), REVIEW))
                .startsWith("artifact:");
        assertThat(LongTexts.shortenAnswer(artifacts, huge, REVIEW)).startsWith("artifact:");
    }
}
