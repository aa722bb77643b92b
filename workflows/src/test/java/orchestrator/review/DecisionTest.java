package orchestrator.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
    /** Every combination of up to three verdicts; their order does not matter. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, CONTINUE",
                "APPROVED, CONTINUE",
                "CONCERNS, LOG_WARNING",
                "BLOCKER, STOP_AND_ESCALATE",
                "APPROVED APPROVED, CONTINUE",
                "APPROVED CONCERNS, LOG_WARNING",
                "APPROVED BLOCKER, STOP_AND_ESCALATE",
                "CONCERNS CONCERNS, PAUSE_AND_CLARIFY",
                "CONCERNS BLOCKER, STOP_AND_ESCALATE",
                "BLOCKER BLOCKER, STOP_AND_ESCALATE",
                "APPROVED APPROVED APPROVED, CONTINUE",
                "APPROVED APPROVED CONCERNS, LOG_WARNING",
                "APPROVED APPROVED BLOCKER, STOP_AND_ESCALATE",
                "APPROVED CONCERNS CONCERNS, PAUSE_AND_CLARIFY",
                "APPROVED CONCERNS BLOCKER, STOP_AND_ESCALATE",
                "APPROVED BLOCKER BLOCKER, STOP_AND_ESCALATE",
                "CONCERNS CONCERNS CONCERNS, PAUSE_AND_CLARIFY",
                "CONCERNS CONCERNS BLOCKER, STOP_AND_ESCALATE",
                "CONCERNS BLOCKER BLOCKER, STOP_AND_ESCALATE",
                "BLOCKER BLOCKER BLOCKER, STOP_AND_ESCALATE",
            })
    void each_combination_of_verdicts_has_its_decision(String verdicts, Decision decision) {
        List<Verdict> given = verdicts == null
                ? List.of()
                : Arrays.stream(verdicts.split(" ")).map(Verdict::valueOf).toList();

        assertThat(Decision.of(given)).isEqualTo(decision);
    }
}
