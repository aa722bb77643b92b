package orchestrator.api;

import java.time.Instant;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.review.Decided;
import orchestrator.review.Decision;
import orchestrator.review.Review;
import orchestrator.review.Verdict;
import orchestrator.session.OpenItem;
import orchestrator.session.OpenItem.Choice;
import orchestrator.session.OpenItem.Said;
import orchestrator.session.Spending;
import orchestrator.session.Teamwork;

/** The teamwork of a session as a test case. */
final class Team {
    static final Instant NOON = Archive.NOON;

    private Team() {}

    static Review review(Verdict verdict) {
        return new Review(
                1,
                "codex-3",
                "codex",
                "claude",
                "claude-2 reached a milestone",
                false,
                verdict,
                "The flag is <b>not</b> documented.",
                List.of("Document --json"),
                "artifact:0",
                NOON,
                NOON.plusSeconds(30));
    }

    static Decided decided() {
        return new Decided(
                1,
                Decision.LOG_WARNING,
                "goes on; claude puts it right",
                "codex: CONCERNS",
                List.of("codex: Document --json"),
                NOON.plusSeconds(31));
    }

    static OpenItem item(String id) {
        return new OpenItem(
                id,
                OpenItem.Kind.REVIEW,
                "After 2 rounds a reviewer still objects.",
                List.of(new Said("codex-3 (reviewer)", "CONCERNS: The flag is <b>not</b> documented.")),
                List.of(
                        new Choice("fix", "the points go to the implementer again"),
                        new Choice("accept", "go on as it is"),
                        new Choice("stop", "end the session")),
                NOON.plusSeconds(40),
                null,
                false,
                null);
    }

    static OpenItem itemWithCode(String id) {
        OpenItem item = item(id);
        return new OpenItem(
                id,
                item.kind(),
                item.question(),
                item.said(),
                item.choices(),
                item.since(),
                item.answer(),
                true,
                item.call());
    }

    static Teamwork with(List<OpenItem> items) {
        Verified verified =
                Verified.of(Verified.Status.RED, "mvn -q verify", "pom.xml").withRun(1, 12, "artifact:3", "1 failure");
        return new Teamwork(
                new Teamwork.Plan("agent", "", "artifact:1"),
                List.of(review(Verdict.CONCERNS)),
                List.of(decided()),
                items,
                new Teamwork.Verification(verified, "abcdef0123", NOON.plusSeconds(50)),
                new Teamwork.Result(
                        "WORKTREE",
                        "orchestrate/s/result",
                        "1111111",
                        "2222222",
                        2,
                        10,
                        3,
                        "artifact:2",
                        "Began dirty."),
                new Spending(1, 5, 12, 240, null, 10, 1_500, 5_000_000, false, false),
                List.of(),
                List.of());
    }
}
