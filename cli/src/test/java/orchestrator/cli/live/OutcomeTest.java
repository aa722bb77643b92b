package orchestrator.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "done,none,0",
        "failed,none,1",
        "stopped,none,1",
        "working,needs_you,3",
        "preparing,needs_you,3",
        "working,none,1"
    })
    void each_outcome_has_its_exit_code(String phase, String hold, int exitCode) {
        String state = "{\"phase\": \"%s\", \"hold\": {\"kind\": \"%s\"}}".formatted(phase, hold);

        assertThat(Outcome.exitCode(Samples.json(state))).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource({"'[]',no agent is installed,2", "'[]','',1", "'[{\"run\": \"claude-1\"}]',claude-1 failed,1"})
    void a_session_that_could_not_begin_counts_as_bad_input(String assignments, String reason, int exitCode) {
        String state =
                "{\"phase\": \"failed\", \"assignments\": %s, \"reason\": \"%s\"}".formatted(assignments, reason);

        assertThat(Outcome.exitCode(Samples.json(state))).isEqualTo(exitCode);
    }

    @Test
    void the_sentence_names_time_tokens_cost_and_the_report() {
        String state = Samples.WORKING
                .replace("\"phase\": \"working\"", "\"phase\": \"failed\"")
                .replace("\"reason\": \"\",\n", "\"reason\": \"no agent was found\",\n");

        assertThat(Outcome.sentence(Samples.json(state), Samples.NOW)).isEqualTo("""
                        failed after 5m00s · 1.5k tokens · cost $0.25
                          because:  no agent was found
                          report:   orchestrate report orch_1
                          resume:   orchestrate resume orch_1""");
    }
}
