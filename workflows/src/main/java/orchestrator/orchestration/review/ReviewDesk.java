package orchestrator.orchestration.review;

import static orchestrator.work.Now.now;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.workflow.Async;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import orchestrator.checkout.CheckoutActivities.Copy;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.journal.Journal;
import orchestrator.json.Json;
import orchestrator.orchestration.review.Round.Seat;
import orchestrator.orchestration.state.CurrentCrew;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.RoundOutcome;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.review.Direction;
import orchestrator.review.Review;
import orchestrator.review.ReviewAnswer;
import orchestrator.review.ReviewBrief;
import orchestrator.rollover.Rebuilt;
import orchestrator.run.RunResult;
import orchestrator.session.AssignmentState;
import orchestrator.work.CheckoutCalls;
import orchestrator.work.SessionCalls;
import org.jspecify.annotations.Nullable;

/**
 * Has agents review each other's work. One round is open at a time, and further reasons for a review join it. No agent
 * judges the same work twice.
 */
public final class ReviewDesk {
    private final LiveSession session;
    private final CurrentCrew crew;
    private final CheckoutCalls checkouts;
    private final ReviewCalls calls;
    private final Journal journal;
    private final Runnable wakeLoop;

    @Rebuilt
    private final Map<String, NamedCopy> copies = new HashMap<>();

    @Rebuilt
    private @Nullable Round open;

    @Rebuilt
    private @Nullable Closed closed;
    /** True after the end of the session, when a review could not begin any more. */
    @Rebuilt
    private boolean over;

    /** The copy that an agent reviews, and its name. */
    private record NamedCopy(String name, Copy copy) {}

    /** A round that is over, and the diff of the whole result at that time; null if there is none. */
    public record Closed(RoundOutcome outcome, @Nullable Diff diff) {}

    /** @param wakeLoop runs when a review can start or a round is over */
    public ReviewDesk(
            LiveSession session,
            CurrentCrew crew,
            CheckoutCalls checkouts,
            SessionCalls calls,
            Journal journal,
            Runnable wakeLoop) {
        this.session = session;
        this.crew = crew;
        this.checkouts = checkouts;
        this.calls = new ReviewCalls(session, checkouts, calls, journal);
        this.journal = journal;
        this.wakeLoop = wakeLoop;
    }

    public boolean isOpen() {
        return open != null;
    }

    /** True while a round is open, or waits for its decision. */
    public boolean isBusy() {
        return isOpen() || closed != null || !copies.isEmpty();
    }

    /** True while a copy is made or removed, or a review is written to its file. */
    public boolean isPuttingAway() {
        return !calls.areNone();
    }

    /** The round that has just ended; empty on the next call. */
    public Optional<Closed> takeClosed() {
        Closed taken = closed;
        closed = null;
        return Optional.ofNullable(taken);
    }

    /** @param ofResult true to review the whole result instead of each author's own checkout */
    public void open(String trigger, Set<String> authors, boolean ofResult) {
        List<Direction> directions = Direction.of(crew.now(), authors);
        open = new Round(session.reviews().nextRound(), trigger, ofResult, directions);
        for (Map.Entry<String, Seat> entry : open.seats().entrySet()) {
            String id = entry.getKey();
            String whose = ofResult ? "" : entry.getValue().direction.reviewed();
            String name = session.reviews().nextCopy();
            calls.copy(whose, name).handle((copy, failure) -> {
                if (failure == null) onCopy(id, new NamedCopy(name, copy));
                else settle(id, ReviewAnswer.missing("there was no copy to look at: " + CallFailure.words(failure)));
                return null;
            });
        }
        closeIfSettled();
    }

    /** Adds a reason for a review to the open round. */
    void join(String why) {
        if (open != null) journal.add(EventType.STATUS, why + "; joins the review that is under way");
    }

    public Copy copyOf(Assignment review) {
        return copies.get(review.id()).copy();
    }

    private void onCopy(String id, NamedCopy copy) {
        copies.put(id, copy);
        if (over) {
            drop(id);
            return;
        }
        Seat seat = seat(id);
        if (seat != null && !copy.copy().isEmpty() && isUnjudged(seat, copy)) {
            assign(id, seat.direction);
            wakeLoop.run();
            return;
        }
        drop(id);
        settle(id, null);
    }

    private void assign(String id, Direction direction) {
        Round round = Objects.requireNonNull(open);
        String brief = ReviewBrief.of(direction.role(), direction.reviewed(), round.trigger());
        String title = "Review the work of " + direction.reviewed();
        Assignment review = new Assignment(
                id, Kind.REVIEW, direction.role(), direction.reviewer(), title, brief, 0, true, Set.of());
        session.assignments().add(List.of(review));
        String run = session.assignments().state(id).run();
        session.reviews().put(id, Review.begun(round.number(), run, direction, round.trigger(), now()));
    }

    /** Takes the answer of a review's run. If it holds no verdict, asks once more. */
    public void onEnd(String id, RunResult result) {
        Seat seat = seat(id);
        if (seat == null) return;
        boolean hasAnswered = result.outcome() == RunResult.Outcome.SUCCEEDED;
        Optional<ReviewAnswer> answer = hasAnswered ? ReviewAnswer.parse(result.answer()) : Optional.empty();
        if (answer.isEmpty() && hasAnswered && !seat.askedAgain) {
            askAgain(id, seat, result.conversation());
            return;
        }
        if (answer.isEmpty()) session.reviews().unmarkJudged(subject(seat, copies.get(id)));
        String run = session.assignments().state(id).run();
        String why =
                hasAnswered ? run + " gave no verdict, asked twice" : run + " could not review: " + result.reason();
        drop(id);
        settle(id, answer.orElse(ReviewAnswer.missing(why)));
    }

    private void askAgain(String id, Seat seat, @Nullable String conversation) {
        seat.askedAgain = true;
        session.assignments()
                .askAgain(
                        id,
                        conversation,
                        "Your last answer is no verdict. Answer again, with one"
                                + " JSON object of the form asked for and nothing else.");
        setReviewer(id, seat.direction.reviewer());
    }

    /** Updates the review after a hand-over to another agent. */
    public void onHandOver(String id) {
        setReviewer(id, session.assignments().state(id).agent());
    }

    private void setReviewer(String id, String agent) {
        AssignmentState state = session.assignments().state(id);
        session.reviews().put(id, session.reviews().get(id).by(state.run(), agent));
    }

    /** Removes all copies after the end of all reviews; a copy that is still being made goes as soon as it is there. */
    public void close() {
        over = true;
        List.copyOf(copies.keySet()).forEach(this::drop);
    }

    /** @param answer null if there was nothing new to review */
    private void settle(String id, @Nullable ReviewAnswer answer) {
        Seat seat = seat(id);
        if (seat == null) return;
        seat.settled = true;
        seat.answer = answer;
        if (answer != null && session.reviews().contains(id)) publish(id, answer);
        closeIfSettled();
    }

    private void publish(String id, ReviewAnswer answer) {
        Review review = session.reviews().get(id).answered(answer, now());
        session.reviews().put(id, review);
        String text = review.run() + " reviews " + review.reviewed() + ": "
                + answer.verdict().wire() + ". " + answer.summary();
        JsonNode data = Json.MAPPER.valueToTree(review);
        journal.add(EventType.REVIEW, 0, text, data);
        calls.keep(id, review);
    }

    private void closeIfSettled() {
        Round round = open;
        if (round == null || !round.isSettled()) return;
        RoundOutcome outcome = round.outcome();
        if (!outcome.hasVerdicts()) {
            session.reviews().dropRound();
            close(new Closed(outcome, null));
            return;
        }
        Async.function(checkouts::diff).handle((diff, failure) -> {
            close(new Closed(outcome, diff));
            return null;
        });
    }

    private void close(Closed over) {
        open = null;
        closed = over;
        wakeLoop.run();
    }

    private void drop(String id) {
        NamedCopy copy = copies.remove(id);
        if (copy != null) calls.drop(copy.name());
    }

    /** True if the agent has not judged this work before. Without git there is no diff to compare. */
    private boolean isUnjudged(Seat seat, NamedCopy copy) {
        return copy.copy().diff().isEmpty() || session.reviews().markJudged(subject(seat, copy));
    }

    private static String subject(Seat seat, NamedCopy copy) {
        return seat.direction.reviewer() + " on " + seat.direction.reviewed() + ": "
                + copy.copy().diff();
    }

    private @Nullable Seat seat(String id) {
        return open == null ? null : open.seat(id);
    }
}
