package orchestrator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import orchestrator.agent.Agent;
import orchestrator.crew.Role;
import orchestrator.identity.LaunchId;
import orchestrator.launch.EarlierAnswer;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchOwner;
import orchestrator.review.ReviewAnswer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromptTextTest {
    @TempDir
    private Path base;

    private TestHost host;

    @BeforeEach
    void start() {
        host = new TestHost(base);
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    private String prompt(String agent, @Nullable String schema) {
        Agent by = host.parts().agents().of("s1").byName(agent).orElseThrow();
        return new PromptText(host.parts().artifacts())
                .of(
                        new LaunchRequest(
                                new LaunchId("s1", agent + "-1", 1),
                                Role.REVIEWER,
                                "You review.",
                                host.parts().artifacts().put("the long task"),
                                List.of(new EarlierAnswer("What was designed", "a door")),
                                base.toString(),
                                true,
                                null,
                                "You were interrupted.",
                                schema,
                                new LaunchOwner("w", "r"),
                                null,
                                null,
                                false),
                        by);
    }

    @Test
    void a_prompt_has_the_brief_the_note_the_task_and_the_answers_of_others() {
        assertThat(prompt("claude", null))
                .containsSubsequence(
                        "You review.", "You were interrupted.", "the long task", "What was designed", "a door")
                .doesNotContain("Form of your answer");
    }

    @Test
    void an_agent_without_schema_support_gets_the_form_in_its_prompt() {
        assertThat(prompt("gemini", ReviewAnswer.SCHEMA))
                .contains("# Form of your answer", "APPROVED", "nothing else after it");
        assertThat(prompt("scripted", ReviewAnswer.SCHEMA)).contains("APPROVED");
        assertThat(prompt("claude", ReviewAnswer.SCHEMA)).doesNotContain("APPROVED");
        assertThat(prompt("codex", ReviewAnswer.SCHEMA)).doesNotContain("APPROVED");
    }
}
