package orchestrator.orchestration.review;

import static orchestrator.work.Now.now;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.workflow.Async;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import orchestrator.checkout.CheckoutActivities.Copy;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.journal.Journal;
import orchestrator.json.Json;
import orchestrator.orchestration.review.Round.Seat;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.review.Direction;
import orchestrator.review.Review;
import orchestrator.review.ReviewAnswer;
import orchestrator.review.ReviewBrief;
import orchestrator.run.RunResult;
import orchestrator.session.AssignmentState;
import orchestrator.session.SessionActivities.Keep;
import orchestrator.work.CheckoutCalls;
import orchestrator.work.SessionCalls;
import org.jspecify.annotations.Nullable;

/**
 * Has agents look at each other's work. One round is open at a time; what calls for a review meanwhile joins it. Nobody
 * judges the same work twice.
 */
public final class ReviewDesk {
    private final LiveSession board;
    private final Supplier<Map<Role, String>> crew;
    private final CheckoutCalls trees;
    private final SessionCalls stubs;
    private final Journal journal;
    private final Runnable news;
    private final Set<String> judged = new HashSet<>();
    private final Map<String, Look> looks = new HashMap<>();
    private @Nullable Round open;
    private @Nullable Closed closed;
    private int rounds;
    private int looked;

    /** A copy and its name, by the id of the review for which it was made. */
    private record Look(String name, Copy copy) {}

    /** @param news is told when something has come to an end */
    public ReviewDesk(
            LiveSession board,
            Supplier<Map<Role, String>> crew,
            CheckoutCalls trees,
            SessionCalls stubs,
            Journal journal,
            Runnable news) {
        this.board = board;
        this.crew = crew;
        this.trees = trees;
        this.stubs = stubs;
        this.journal = journal;
        this.news = news;
    }

    public boolean isOpen() {
        return open != null;
    }

    /** A round that is over, and all that the result changes by then; null where that could not be had. */
    public record Closed(Round round, @Nullable Diff diff) {}

    /** The round that has just come to its end, once. */
    public Optional<Closed> takeClosed() {
        Closed taken = closed;
        closed = null;
        return Optional.ofNullable(taken);
    }

    /** @param authors agents whose work is to be looked at; their own checkouts, or the result where it is all together */
    public void open(String trigger, Set<String> authors, boolean ofResult) {
        List<Direction> directions = Direction.of(crew.get(), authors);
        open = new Round(++rounds, trigger, ofResult, directions);
        for (Map.Entry<String, Seat> entry : open.seats().entrySet()) {
            String id = entry.getKey();
            String whose = ofResult ? "" : entry.getValue().direction.reviewed();
            String name = "look-" + ++looked;
            Async.function(trees::copy, whose, name).handle((copy, failure) -> {
                if (failure == null) copied(id, new Look(name, copy));
                else settle(id, ReviewAnswer.missing("there was no copy to look at: " + CallFailure.words(failure)));
                return null;
            });
        }
        closeIfSettled();
    }

    /** What has called for a review while there is one. */
    public void join(String why) {
        if (open != null) journal.add(EventType.STATUS, why + "; joins the review that is under way");
    }

    /** What this review looks at. */
    public Copy copyOf(Assignment review) {
        return looks.get(review.id()).copy();
    }

    private void copied(String id, Look look) {
        looks.put(id, look);
        Seat seat = seat(id);
        boolean isNews = seat != null && !look.copy().isEmpty() && isUnjudged(seat, look);
        if (seat == null || !isNews) {
            drop(id);
            settle(id, null);
            return;
        }
        Direction direction = seat.direction;
        String brief = ReviewBrief.of(direction.role(), direction.reviewed(), round().trigger());
        String title = "Review the work of " + direction.reviewed();
        board.assignments()
                .planned(List.of(new Assignment(
                        id, Kind.REVIEW, direction.role(), direction.reviewer(), title, brief, 0, true, Set.of())));
        board.review(
                id,
                new Review(
                        round().number(),
                        board.assignments().state(id).run(),
                        direction.reviewer(),
                        direction.reviewed(),
                        round().trigger(),
                        direction.isSameVendor(),
                        null,
                        "",
                        List.of(),
                        "",
                        now(),
                        null));
        news.run();
    }

    /** The run of a review is over. What is no verdict is asked for again, once. */
    public void ended(String id, RunResult result) {
        Seat seat = seat(id);
        if (seat == null) return;
        boolean spoke = result.outcome() == RunResult.Outcome.SUCCEEDED;
        Optional<ReviewAnswer> answer = spoke ? ReviewAnswer.parse(result.answer()) : Optional.empty();
        if (answer.isEmpty() && spoke && !seat.askedAgain) {
            seat.askedAgain = true;
            board.assignments()
                    .goesOn(
                            id,
                            result.conversation(),
                            "Your last answer is no verdict. Answer again, with one"
                                    + " JSON object of the form asked for and nothing else.");
            board.review(id, board.review(id).by(board.assignments().state(id).run(), seat.direction.reviewer()));
            return;
        }
        if (answer.isEmpty()) judged.remove(subject(seat, looks.get(id)));
        String run = board.assignments().state(id).run();
        String why = spoke ? run + " gave no verdict, asked twice" : run + " could not review: " + result.reason();
        drop(id);
        settle(id, answer.orElse(ReviewAnswer.missing(why)));
    }

    /** An aborted review goes on with another agent. */
    public void handedOn(String id) {
        AssignmentState state = board.assignments().state(id);
        board.review(id, board.review(id).by(state.run(), state.agent()));
    }

    /** Nobody looks at anything any more. */
    public void putAway() {
        List.copyOf(looks.keySet()).forEach(this::drop);
    }

    private void settle(String id, @Nullable ReviewAnswer answer) {
        Seat seat = seat(id);
        if (seat == null) return;
        seat.settled = true;
        seat.answer = answer;
        if (answer != null && board.isReviewed(id)) tell(id, answer);
        closeIfSettled();
    }

    private void tell(String id, ReviewAnswer answer) {
        Review review = board.review(id).answered(answer, now());
        board.review(id, review);
        String text = review.run() + " reviews " + review.reviewed() + ": "
                + answer.verdict().wire() + ". " + answer.summary();
        JsonNode data = Json.MAPPER.valueToTree(review);
        journal.add(EventType.REVIEW, 0, text, data);
        Keep keep = new Keep(board.key(), review.file(), Json.write(review));
        Async.procedure(() -> {
                    String kept = stubs.call("keep a review", h -> h.keep(keep));
                    board.review(id, review.keptAs(kept));
                })
                .exceptionally(failure -> notKept("review", failure));
    }

    private @Nullable Void notKept(String what, Throwable failure) {
        journal.add(EventType.ERROR, "the " + what + " could not be kept as a file: " + CallFailure.words(failure));
        return null;
    }

    private void closeIfSettled() {
        Round round = open;
        if (round == null || !round.isSettled()) return;
        if (!round.hasAnswers()) {
            rounds--;
            close(new Closed(round, null));
            return;
        }
        Async.function(trees::diff).handle((diff, failure) -> {
            close(new Closed(round, diff));
            return null;
        });
    }

    private void close(Closed over) {
        open = null;
        closed = over;
        news.run();
    }

    /** A copy that stays is removed with the rest of the session's checkouts. */
    private void drop(String id) {
        Look look = looks.remove(id);
        if (look != null) Async.procedure(trees::drop, look.name()).exceptionally(failure -> null);
    }

    /** Without git nobody can tell whether it is the same as before. */
    private boolean isUnjudged(Seat seat, Look look) {
        return look.copy().diff().isEmpty() || judged.add(subject(seat, look));
    }

    private static String subject(Seat seat, Look look) {
        return seat.direction.reviewer() + " on " + seat.direction.reviewed() + ": "
                + look.copy().diff();
    }

    private @Nullable Seat seat(String id) {
        return open == null ? null : open.seat(id);
    }

    private Round round() {
        if (open == null) throw new IllegalStateException("no round is open");
        return open;
    }
}
