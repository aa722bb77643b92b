package orchestrator.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.Transcript;
import orchestrator.agent.adapter.LaunchJudge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogInTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid API key · Please run /login",
                "Please set an Auth method in your settings.json",
                "Not inside a trusted directory and --skip-git-repo-check was not specified.",
                "OAuth token has expired"
            })
    void a_missing_log_in_is_not_retried(String said) {
        LaunchVerdict verdict = LaunchJudge.judge("claude", Transcript.EMPTY, new LaunchExit(1, false, said));

        assertThat(verdict.succeeded()).isFalse();
        assertThat(verdict.retryable()).isFalse();
        assertThat(verdict.reason()).contains(said);
    }

    @Test
    void any_other_crash_is_retried() {
        LaunchVerdict verdict = LaunchJudge.judge(
                "claude", Transcript.EMPTY, new LaunchExit(1, false, "the login page has a new color"));

        assertThat(verdict.retryable()).isTrue();
    }
}
