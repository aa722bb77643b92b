package orchestrator.orchestration.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import orchestrator.orchestration.state.RoundOutcome;
import orchestrator.review.Direction;
import orchestrator.review.ReviewAnswer;
import orchestrator.review.Verdict;
import orchestrator.rollover.Rebuilt;
import orchestrator.session.OpenItem.Said;
import org.jspecify.annotations.Nullable;

/** Reviews that start together and lead to one decision. */
final class Round {
    /** One review of the round. */
    static final class Seat {
        final Direction direction;

        @Rebuilt
        @Nullable
        ReviewAnswer answer;

        @Rebuilt
        boolean settled;

        @Rebuilt
        boolean askedAgain;

        Seat(Direction direction) {
            this.direction = direction;
        }
    }

    private final int number;
    private final String trigger;
    private final boolean isOfResult;
    /** By the id of the review's assignment. */
    @Rebuilt
    private final Map<String, Seat> seats = new LinkedHashMap<>();

    /** @param isOfResult true to review the result as a whole instead of agents' own checkouts */
    Round(int number, String trigger, boolean isOfResult, List<Direction> directions) {
        this.number = number;
        this.trigger = trigger;
        this.isOfResult = isOfResult;
        for (Direction direction : directions) {
            String id = "review-" + number + "-" + direction.reviewer() + "-" + direction.reviewed();
            seats.put(id, new Seat(direction));
        }
    }

    int number() {
        return number;
    }

    String trigger() {
        return trigger;
    }

    Map<String, Seat> seats() {
        return seats;
    }

    @Nullable
    Seat seat(String assignment) {
        return seats.get(assignment);
    }

    boolean isSettled() {
        return seats.values().stream().allMatch(seat -> seat.settled);
    }

    RoundOutcome outcome() {
        Collection<Seat> answered =
                seats.values().stream().filter(seat -> seat.answer != null).toList();
        return new RoundOutcome(
                number,
                isOfResult,
                answered.stream().map(seat -> seat.direction.reviewed()).collect(Collectors.toSet()),
                answered.stream().map(seat -> seat.answer.verdict()).toList(),
                points(answered),
                answered.stream()
                        .map(seat -> new Said(seat.direction.reviewer(), seat.answer.inWords()))
                        .toList(),
                answered.stream()
                        .map(seat -> seat.direction.reviewer() + ": "
                                + seat.answer.verdict().wire())
                        .collect(Collectors.joining(", ")));
    }

    /** A verdict without points counts as a point itself. */
    private static List<String> points(Collection<Seat> answered) {
        List<String> points = new ArrayList<>();
        for (Seat seat : answered) {
            ReviewAnswer answer = seat.answer;
            if (answer == null || answer.verdict() == Verdict.APPROVED || answer.isMissing()) continue;
            List<String> said = answer.points().isEmpty() ? List.of(answer.summary()) : answer.points();
            said.forEach(point -> points.add(seat.direction.reviewer() + ": " + point));
        }
        return points;
    }
}
