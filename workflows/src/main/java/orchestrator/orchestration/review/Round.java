package orchestrator.orchestration.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.review.Direction;
import orchestrator.review.ReviewAnswer;
import orchestrator.review.Verdict;
import orchestrator.session.OpenItem.Said;
import org.jspecify.annotations.Nullable;

/** Reviews that were asked for together and are decided on together. */
public final class Round {
    /** One review of it, by the id of its assignment. */
    public static final class Seat {
        final Direction direction;

        @Nullable
        ReviewAnswer answer;

        boolean settled;
        boolean askedAgain;

        Seat(Direction direction) {
            this.direction = direction;
        }
    }

    private final int number;
    private final String trigger;
    private final boolean ofResult;
    private final Map<String, Seat> seats = new LinkedHashMap<>();

    /** @param ofResult whether all look at what has come together, instead of at an agent's own checkout */
    public Round(int number, String trigger, boolean ofResult, List<Direction> directions) {
        this.number = number;
        this.trigger = trigger;
        this.ofResult = ofResult;
        for (Direction direction : directions) {
            seats.put(
                    "review-" + number + "-" + direction.reviewer() + "-" + direction.reviewed(), new Seat(direction));
        }
    }

    public int number() {
        return number;
    }

    public String trigger() {
        return trigger;
    }

    public boolean isOfResult() {
        return ofResult;
    }

    public Map<String, Seat> seats() {
        return seats;
    }

    @Nullable
    public Seat seat(String assignment) {
        return seats.get(assignment);
    }

    public boolean isSettled() {
        return seats.values().stream().allMatch(seat -> seat.settled);
    }

    /** Agents whose work was looked at. */
    public Set<String> reviewed() {
        return seats.values().stream()
                .filter(seat -> seat.answer != null)
                .map(seat -> seat.direction.reviewed())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether anyone had something new to look at. */
    public boolean hasAnswers() {
        return seats.values().stream().anyMatch(seat -> seat.answer != null);
    }

    public List<Verdict> verdicts() {
        return seats.values().stream()
                .filter(seat -> seat.answer != null)
                .map(seat -> seat.answer.verdict())
                .toList();
    }

    /** What the reviewers want changed, each with who said it; a verdict without points is its own. */
    public List<String> points() {
        List<String> points = new ArrayList<>();
        for (Seat seat : seats.values()) {
            ReviewAnswer answer = seat.answer;
            if (answer == null || answer.verdict() == Verdict.APPROVED || answer.isMissing()) continue;
            List<String> said = answer.points().isEmpty() ? List.of(answer.summary()) : answer.points();
            said.forEach(point -> points.add(seat.direction.reviewer() + ": " + point));
        }
        return points;
    }

    public List<Said> said() {
        List<Said> said = new ArrayList<>();
        for (Seat seat : seats.values()) {
            if (seat.answer != null) said.add(new Said(seat.direction.reviewer(), seat.answer.told()));
        }
        return said;
    }

    /** Such as {@code codex: CONCERNS, gemini: APPROVED}. */
    public String told() {
        List<String> said = new ArrayList<>();
        for (Seat seat : seats.values()) {
            if (seat.answer != null)
                said.add(
                        seat.direction.reviewer() + ": " + seat.answer.verdict().wire());
        }
        return String.join(", ", said);
    }
}
