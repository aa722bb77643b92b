package orchestrator.orchestration.state;

import java.util.Optional;
import orchestrator.rollover.Saved;
import org.jspecify.annotations.Nullable;

/** Counts the fixes of reviewers' points and failed checks, and remembers the round that is not resolved yet. */
@Saved
public final class Fixes {
    private int reviewRounds;
    private int checkRounds;
    private @Nullable RoundOutcome unresolved;

    public int reviewRounds() {
        return reviewRounds;
    }

    public int checkRounds() {
        return checkRounds;
    }

    public int addReviewRound() {
        return ++reviewRounds;
    }

    public int addCheckRound() {
        return ++checkRounds;
    }

    /** Gives the agents all their rounds again, because the user asked for a fix. */
    public void resetRounds() {
        reviewRounds = 0;
        checkRounds = 0;
    }

    /** @param round null if there is nothing to resolve */
    public void setUnresolved(@Nullable RoundOutcome round) {
        unresolved = round;
    }

    public Optional<RoundOutcome> takeUnresolved() {
        Optional<RoundOutcome> round = Optional.ofNullable(unresolved);
        unresolved = null;
        return round;
    }
}
