package orchestrator.eventlog.store;

import static orchestrator.eventlog.Events.CLAUDE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import orchestrator.event.EventType;
import orchestrator.eventlog.Events;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignificanceTest {
    private static final Set<EventType> TOLD = EnumSet.of(
            EventType.MILESTONE,
            EventType.BLOCKER,
            EventType.REQUEST_REVIEW,
            EventType.PERMISSION_BLOCKER,
            EventType.RESULT,
            EventType.ERROR);

    @ParameterizedTest
    @EnumSource
    void the_type_decides_regardless_of_earlier_malformed_lines(EventType type) {
        boolean told = TOLD.contains(type);

        assertThat(Significance.isSignificant(Events.event(CLAUDE, 0, type), false))
                .isEqualTo(told);
        assertThat(Significance.isSignificant(Events.event(CLAUDE, 0, type), true))
                .isEqualTo(told);
    }

    @Test
    void of_malformed_lines_only_the_first_is_significant() {
        assertThat(Significance.isSignificant(Events.malformed(CLAUDE, 0), false))
                .isTrue();
        assertThat(Significance.isSignificant(Events.malformed(CLAUDE, 0), true))
                .isFalse();
    }
}
