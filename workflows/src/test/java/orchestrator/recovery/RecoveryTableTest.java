package orchestrator.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orchestrator.launch.Cause;
import orchestrator.launch.Ending;
import orchestrator.launch.Remedy;
import orchestrator.recovery.Next.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RecoveryTableTest {
    private static final String CONVERSATION = "c";

    /** A launch of a new conversation that had not done anything, and how it ended. */
    private static Next decide(Ending ending, boolean resumed, Remedy... tried) {
        return RecoveryPolicy.decide(ending, Recoveries.NONE, new Attempt("codex", resumed, List.of(tried)));
    }

    private static Ending ending(Cause cause, boolean retryable) {
        return Ending.failure(1, null, "Something went wrong", retryable)
                .withSteps(0L)
                .withCause(cause);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "recovery-table.csv", numLinesToSkip = 1)
    void a_cause_has_its_remedy_and_then_its_end(
            Cause cause, boolean resumed, boolean retryable, @Nullable Remedy remedy, String first, String then) {
        Next next = decide(ending(cause, retryable), resumed);
        Next after = remedy == null
                ? decide(ending(cause, retryable), resumed)
                : decide(ending(cause, retryable), resumed, remedy);

        assertThat(next.remedy()).isEqualTo(remedy);
        assertThat(inWords(next)).isEqualTo(first);
        assertThat(after.remedy()).isNull();
        assertThat(inWords(after)).isEqualTo(then);
    }

    private static String inWords(Next next) {
        return next.kind() + (next.blocker() == null ? "" : " " + next.blocker().wire());
    }

    @ParameterizedTest
    @EnumSource
    void every_cause_has_a_row_with_complete_advice(Cause cause) {
        RecoveryTable.Row row = RecoveryTable.of(cause);

        assertThat(row).isNotNull();
        if (row.otherwise() == Otherwise.ASK || row.otherwise() == Otherwise.BLOCKED)
            assertThat(row.advice().formatted("codex"))
                    .isNotBlank()
                    .doesNotContain("%")
                    .endsWith(".");
    }

    @Test
    void a_blocker_says_what_went_wrong_and_what_to_do() {
        Next next = decide(ending(Cause.HOME_NOT_WRITABLE, true), false);

        assertThat(next.reason())
                .isEqualTo("Something went wrong. Make the configuration directory of codex (usually ~/.codex) writable"
                        + " for the user of the worker: chown -R \"$(id -un)\" ~/.codex. Then resume.");
    }

    @Test
    void a_remedy_for_the_environment_keeps_the_conversation_that_was_to_be_resumed() {
        Ending untrusted =
                Ending.failure(55, CONVERSATION, "not trusted", false).withCause(Cause.UNTRUSTED_DIRECTORY);

        assertThat(decide(untrusted, true).kind()).isEqualTo(Kind.RESUME);
    }

    @Test
    void a_conversation_that_grew_too_long_is_replaced_but_not_a_prompt_that_was_too_long_from_the_start() {
        Ending grown = ending(Cause.CONTEXT_TOO_LONG, false).withSteps(12L);

        assertThat(decide(grown, false).kind()).isEqualTo(Kind.FRESH);
        assertThat(decide(ending(Cause.CONTEXT_TOO_LONG, false), false).kind()).isEqualTo(Kind.FAIL);
    }

    @Test
    void remedies_count_as_recoveries() {
        Recoveries many = Recoveries.NONE;
        for (int i = 0; i < RecoveryPolicy.RECOVERIES_MAX; i++) many = many.plus("cause " + i, 1L, false);
        Attempt fresh = new Attempt("codex", false, List.of());

        assertThat(RecoveryPolicy.decide(ending(Cause.UNTRUSTED_DIRECTORY, true), many, fresh)
                        .remedy())
                .isNull();
    }
}
