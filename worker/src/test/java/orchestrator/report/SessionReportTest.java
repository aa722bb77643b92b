package orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.LeftOut;
import orchestrator.crew.Role;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.identity.LaunchId;
import orchestrator.launch.Usage;
import orchestrator.plan.Kind;
import orchestrator.review.Decided;
import orchestrator.review.Decision;
import orchestrator.review.Review;
import orchestrator.review.Verdict;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Spending;
import orchestrator.session.Teamwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SessionReportTest {
    private static final Instant T0 = Instant.parse("2026-01-01T10:00:00Z");

    private static final AssignmentState PLAN = assignment("plan", Kind.PLAN, "gemini-1", 0, 1, tokens(900, null));
    private static final AssignmentState DOOR = assignment("door", Kind.WORK, "claude-2", 60, 30, tokens(750, 1.25));
    private static final AssignmentState LOCK = assignment("lock", Kind.WORK, "codex-3", 40, 10, tokens(250, null));

    private static final Review CONCERNS = new Review(
            1,
            "codex-4",
            "codex",
            "claude",
            "a milestone",
            false,
            Verdict.CONCERNS,
            "The door\nopens the wrong way.",
            List.of("Turn the door | around"),
            "artifact:1",
            T0,
            T0.plusSeconds(61));
    private static final Review APPROVED =
            new Review(2, "claude-5", "claude", "", "a fix", true, Verdict.APPROVED, "Well.", List.of(), "", T0, T0);

    private static final OpenItem ANSWERED = new OpenItem(
            "review-1",
            OpenItem.Kind.REVIEW,
            "May the door open the wrong way?",
            List.of(new OpenItem.Said("codex", "It hits the wall.")),
            List.of(new OpenItem.Choice("fix", "the implementer puts it right")),
            T0,
            new OpenItem.Answer("fix", "turn it", "ana", "cli", T0.plusSeconds(3_600)),
            false,
            null);
    private static final OpenItem OPEN = new OpenItem(
            "budget-1",
            OpenItem.Kind.BUDGET,
            "The budget is used up.",
            List.of(),
            List.of(new OpenItem.Choice("more", "as much again"), new OpenItem.Choice("stop", "end it")),
            T0,
            null,
            false,
            null);

    private static final Teamwork.Result RESULT = new Teamwork.Result(
            "WORKTREE",
            "orchestrate/s1/result",
            "aaaa",
            "bbbb",
            3,
            1_200,
            4,
            "artifact:diff",
            "Two files that were not committed are in it.");

    private static Teamwork teamwork(Teamwork.@Nullable Result result, Verified.Status status, OpenItem... items) {
        Verified verified = Verified.of(status, "mvn -q verify", "pom.xml")
                .withRun(status == Verified.Status.GREEN ? 0 : 1, 75, "", "a\n```\nb\n");
        return new Teamwork(
                new Teamwork.Plan("fixed", "gemini's plan had a circle", ""),
                List.of(CONCERNS, APPROVED),
                List.of(
                        new Decided(1, Decision.LOG_WARNING, "a fix", "codex: CONCERNS", List.of("Turn it"), T0),
                        new Decided(2, Decision.CONTINUE, "nothing", "claude: APPROVED", List.of(), T0)),
                List.of(items),
                new Teamwork.Verification(verified, "bbbb", T0),
                result,
                new Spending(2, 5, 41, 240, 1.25, 10, 1_900, 5_000_000, false, false),
                List.of(),
                List.of());
    }

    private static Usage tokens(long tokens, @Nullable Double cost) {
        return new Usage(1_000 + tokens - 50, 1_000, 50, cost);
    }

    private static AssignmentState assignment(String id, Kind kind, String run, int weight, int minutes, Usage usage) {
        return new AssignmentState(
                id,
                kind,
                run,
                run.substring(0, run.length() - 2),
                Role.IMPLEMENTER,
                "Make the " + id,
                weight,
                false,
                List.of(),
                Status.DONE,
                1,
                "",
                usage,
                T0,
                T0.plusSeconds(60L * minutes),
                null,
                0);
    }

    private static SessionState state(Phase phase, String reason, Teamwork teamwork, AssignmentState... assignments) {
        Usage all = Usage.NONE;
        for (AssignmentState one : assignments) all = all.plus(one.usage());
        return new SessionState(
                "s1",
                "s1",
                "e",
                "Build a house\nwith a door",
                "",
                "",
                "/home/ana/house",
                "/home/ana/house",
                phase,
                Hold.NONE,
                reason,
                "",
                "crew 1",
                List.of(assignments),
                List.of(),
                all,
                100,
                T0,
                T0.plusSeconds(2_500),
                teamwork,
                0);
    }

    private static AgentEvent event(EventType type, String run, String text) {
        return AgentEvent.of(new StreamId(new LaunchId("s1", run, 1), "orchestrator"), T0, type, text);
    }

    private static String report(SessionState state) {
        return SessionReport.of(state, new SessionReport.Happened(List.of(), false, List.of(), List.of()));
    }

    private final SessionState done =
            state(Phase.DONE, "", teamwork(RESULT, Verified.Status.GREEN, ANSWERED), PLAN, DOOR, LOCK);

    @Test
    void five_lines_summarise_the_session() {
        assertThat(report(done).lines().limit(8))
                .containsExactly(
                        "# Session s1: done",
                        "",
                        "- **Asked for:** Build a house with a door – in `/home/ana/house`",
                        "- **Outcome:** done, 2 of 2 assignments done, 2 rounds of reviews, checks green (`mvn -q verify`)",
                        "- **Result:** 3 files changed (+1,200 −4); not merged yet; to merge: `orchestrate merge s1`",
                        "- **For you:** no open questions",
                        "- **Used:** 41 min 40 s, tokens 4,750 in (3,000 from a cache), 150 out, cost at least $1.25 of $10.00",
                        "");
    }

    @Test
    void unknown_parts_make_a_sum_a_lower_bound() {
        AssignmentState killed = assignment(
                "roof", Kind.WORK, "codex-4", 10, 1, tokens(300, null).atLeast());
        SessionState state = state(Phase.DONE, "", teamwork(RESULT, Verified.Status.GREEN), DOOR, killed);

        assertThat(state.usage().tokensAtLeast()).isTrue();
        assertThat(report(state))
                .contains("tokens at least ")
                .contains("The usage of agents that were ended before they reported it is in no sum: codex-4.");
    }

    @Test
    void open_work_comes_first_with_how_to_continue() {
        Teamwork open = teamwork(null, Verified.Status.RED, ANSWERED, OPEN);

        assertThat(report(state(Phase.STOPPED, "stopped by ana", open, DOOR)))
                .contains("- **Outcome:** stopped (stopped by ana), 1 of 1 assignment done")
                .contains("- **Result:** nothing that could be merged")
                .contains("- **For you:** 1 question open: The budget is used up.");
        assertThat(report(state(Phase.FAILED, "gone", teamwork(null, Verified.Status.RED), DOOR)))
                .contains("- **For you:** to continue: `orchestrate resume s1`");
    }

    @Test
    void every_run_is_listed_with_planned_and_actual_shares() {
        assertThat(report(done))
                .contains("Plan: the fixed one – gemini's plan had a circle")
                .containsPattern("\\| gemini-1 \\| plan \\|.*\\| unavailable \\| – \\| – \\| – \\|")
                .containsPattern("\\| claude-2 \\| work \\|.*\\| \\$1.25 \\| 60 % \\| 75 % \\| 75 % \\|")
                .containsPattern("\\| codex-3 \\| work \\|.*\\| unavailable \\| 40 % \\| 25 % \\| 25 % \\|")
                .contains("unavailable of: gemini-1, codex-3");
    }

    @Test
    void reviews_are_listed_by_round_with_verdict_and_points() {
        assertThat(report(done))
                .contains(
                        "### Round 1\n\n- **CONCERNS** codex on the work of claude (codex-4, because of a milestone, 1 min 1 s):"
                                + " The door opens the wrong way.\n  - Turn the door | around\n")
                .contains(
                        "### Round 2\n\n- **APPROVED** claude on the result (claude-5, because of a fix, 0 s, **same vendor**)");
    }

    @Test
    void decisions_answers_checks_and_usage_are_listed() {
        assertThat(report(done))
                .contains("- Round 1: **LOG_WARNING** (codex: CONCERNS), carried out as: a fix\n  - Turn it\n")
                .contains("- `review-1` May the door open the wrong way?\n  - codex: It hits the wall.\n")
                .contains("answered **fix** – turn it (ana by cli, 2026-01-01T11:00:00Z)")
                .contains("**green**: `mvn -q verify` (guessed from `pom.xml`) ended with exit code 0 after 1 min 15 s")
                .contains("````text\na\n```\nb\n````\n")
                .contains("| rounds of reviews | 2 | 5 |")
                .contains("| cost | $1.25 | $10.00 |");
        assertThat(report(state(Phase.STOPPED, "", teamwork(null, Verified.Status.RED, OPEN), DOOR)))
                .contains("- **open** `budget-1` The budget is used up.")
                .contains("never answered; it could have been: `more`, `stop`");
    }

    @Test
    void an_unknown_cost_is_unavailable_and_never_0() {
        Teamwork unknown = new Teamwork(
                Teamwork.Plan.NONE,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                new Spending(0, 5, 1, 240, null, 10, 0, 100, false, false),
                List.of(),
                List.of());

        assertThat(report(state(Phase.DONE, "", unknown, LOCK)))
                .contains("cost unavailable\n")
                .contains("| cost | unavailable | $10.00 |")
                .doesNotContain("$0");
    }

    @Test
    void work_in_the_target_itself_is_not_to_be_merged() {
        Teamwork.Result inPlace = new Teamwork.Result("NONE", "", "", "", 1, 2, 3, "artifact:d", "git is not on PATH");

        assertThat(report(state(Phase.DONE, "", teamwork(inPlace, Verified.Status.GREEN), DOOR)))
                .contains("- **Result:** the work is in `/home/ana/house` itself, 1 file changed (+2 −3)")
                .contains("there is nothing to merge")
                .contains("`orchestrate diff s1`")
                .contains("Note: git is not on PATH")
                .doesNotContain("orchestrate merge");
    }

    @Test
    void the_commands_to_see_merge_and_discard_the_result_are_named() {
        assertThat(report(done))
                .contains(
                        "| branch | `orchestrate/s1/result` in the session's repository |",
                        "`orchestrate diff s1`",
                        "`orchestrate merge s1`")
                .contains("`orchestrate discard s1`", "Note: Two files that were not committed are in it.");
    }

    @Test
    void left_out_files_are_named_with_reason_and_place() {
        Teamwork all = teamwork(RESULT, Verified.Status.GREEN);
        LeftOut big = new LeftOut(
                "claude", "big.bin", LeftOut.Why.LARGE, "larger than 100 MB", 1, 105_000_000, "/kept/big.bin");
        Teamwork with = new Teamwork(
                all.plan(),
                all.reviews(),
                all.decisions(),
                all.items(),
                all.verification(),
                all.result(),
                all.spending(),
                List.of(big),
                List.of());

        assertThat(report(state(Phase.DONE, "", with)))
                .contains("not in it: big.bin (larger than 100 MB, 1 file, 105 MB)")
                .contains("| `big.bin` | claude | larger than 100 MB | 1 | `/kept/big.bin` |");
    }

    @Test
    void a_session_that_never_began_has_a_report_too() {
        assertThat(report(state(Phase.FAILED, "no target", Teamwork.NONE)))
                .contains(
                        "failed (no target)", "No work was started.", "The checks were not run.", "There is no result");
    }

    @Test
    void events_and_recoveries_are_listed_with_a_note_if_there_are_more() {
        AgentEvent recovery = AgentEvent.of(
                        new StreamId(new LaunchId("s1", "claude-2", 1), "orchestrator"), T0, EventType.RECOVERY, "text")
                .withData(JsonNodeFactory.instance
                        .objectNode()
                        .put("tier", 2)
                        .put("cause", "claude was ended by signal 9")
                        .put("lost", "nothing"));

        String report = SessionReport.of(
                done,
                new SessionReport.Happened(
                        List.of(event(EventType.MILESTONE, "claude-2", "half\nway")),
                        true,
                        List.of(recovery),
                        List.of()));

        assertThat(report)
                .contains("- 2026-01-01T10:00:00Z **milestone** claude-2: half way\n")
                .contains("- 2026-01-01T10:00:00Z tier 2 claude-2: claude was ended by signal 9 – lost: nothing\n")
                .contains("These are the first 1; more is in the event log.");
    }

    @Test
    void the_same_attempt_of_a_run_is_one_line_of_what_the_guard_stopped() {
        AgentEvent push = violation("git push | tee `log`");

        String report = SessionReport.of(
                done,
                new SessionReport.Happened(List.of(), false, List.of(), List.of(push, violation("sudo id"), push)));

        assertThat(report)
                .contains("## What the guard stopped")
                .contains("| claude-2 | stopped before it ran | no-root | Bash | `` git push \\| tee `log` `` | 2 |\n")
                .contains("| claude-2 | stopped before it ran | no-root | Bash | `sudo id` | 1 |\n");
    }

    private static AgentEvent violation(String subject) {
        return event(EventType.VIOLATION, "claude-2", "the guard denied it")
                .withData(JsonNodeFactory.instance
                        .objectNode()
                        .set(
                                "guard",
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("kind", "denied")
                                        .put("rule", "no-root")
                                        .put("tool", "Bash")
                                        .put("subject", subject)));
    }
}
