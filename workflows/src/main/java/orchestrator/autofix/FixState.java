package orchestrator.autofix;

import java.util.List;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.signing.ForPeople;
import org.jspecify.annotations.Nullable;

/**
 * The state of one task, for people.
 *
 * @param first the tests before any repair; null until they have run
 * @param step what it does now, in words
 * @param result null until it has ended
 */
public record FixState(
        FixRequest request,
        FixProgress progress,
        @Nullable Tested first,
        List<FixAttempt> attempts,
        @Nullable FixResult result)
        implements ForPeople {
    public FixState {
        attempts = List.copyOf(attempts);
    }
}
