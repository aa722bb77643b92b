package orchestrator.api.latest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.eventlog.Position;
import orchestrator.eventlog.RunActivity;
import orchestrator.json.Json;
import orchestrator.session.SessionState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveFiguresTest {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant NOW = START.plusSeconds(600);

    private static String assignment(String id, String kind, int weight, String status, String usage) {
        return """
                {"id": "%s", "kind": "%s", "run": "%s-1", "agent": "claude", "role": "implementer", "title": "t", "weight": %d,
                 "dependsOn": [], "status": "%s", "launches": 1, "note": "", "usage": %s, "startedAt": "%s"}
                """.formatted(id, kind, id, weight, status, usage, START);
    }

    private static final String NOTHING = "{\"inputTokens\": 0, \"outputTokens\": 0}";

    private static SessionState state(String usage, String hold, String... assignments) {
        return state(0, "", usage, hold, assignments);
    }

    private static SessionState state(int percent, String plan, String usage, String hold, String... assignments) {
        return Json.read(
                """
                {"session": "s", "key": "s", "execution": "e", "prompt": "p", "target": "/t", "workspace": "", "phase": "working",
                 "hold": %s, "reason": "", "currentStep": "", "crew": "", "assignments": [%s], "controls": [],
                 "usage": %s, "progressPercent": %d, "startedAt": "%s",
                 "teamwork": {"plan": {"source": "%s", "note": "", "artifact": ""}, "spending": {"rounds": 0, "roundsMax": 5, "minutes": 1, "minutesMax": 240,
                   "dollars": null, "dollarsMax": 10.0, "tokens": 0, "tokensMax": 5000000}}}
                """.formatted(hold, String.join(",", assignments), usage, percent, START, plan), SessionState.class);
    }

    private static final String NO_HOLD = "{\"kind\": \"none\", \"reason\": \"\"}";

    private static RunActivity activity(String run, long input, long output, @Nullable Double cost, long lines) {
        return new RunActivity(run, "claude", 1, new Position.Live("", input, output, cost, lines), START, NOW);
    }

    private static ObjectNode figures(SessionState state, RunActivity... runs) {
        ObjectNode json = Json.MAPPER.valueToTree(state);
        new LiveFigures(state, List.of(runs), NOW).replaceIn(json);
        return json;
    }

    @Test
    void what_a_run_under_way_has_cost_counts_in_head_and_budget() {
        SessionState state = state(NOTHING, NO_HOLD, assignment("write", "work", 100, "running", NOTHING));

        ObjectNode json = figures(state, activity("write-1", 9000, 800, 11.33, 20));

        assertThat(json.at("/usage/costUsd").asDouble()).isEqualTo(11.33);
        assertThat(json.at("/usage/inputTokens").asLong()).isEqualTo(9000);
        assertThat(json.at("/teamwork/spending/dollars").asDouble()).isEqualTo(11.33);
        assertThat(json.at("/teamwork/spending/dollarsMax").asDouble()).isEqualTo(10);
        assertThat(json.at("/teamwork/spending/minutes").asLong()).isEqualTo(10);
        assertThat(json.at("/teamwork/spending/tokensAtLeast").asBoolean()).isTrue();
    }

    @Test
    void what_a_run_has_reported_is_not_counted_twice() {
        String reported = "{\"inputTokens\": 5000, \"outputTokens\": 500, \"costUsd\": 2.0}";
        SessionState state = state(reported, NO_HOLD, assignment("write", "work", 100, "running", reported));

        ObjectNode json = figures(state, activity("write-1", 9000, 800, 3.5, 20));

        assertThat(json.at("/usage/costUsd").asDouble()).isEqualTo(3.5);
        assertThat(json.at("/usage/inputTokens").asLong()).isEqualTo(9000);
        assertThat(json.at("/usage/outputTokens").asLong()).isEqualTo(800);
    }

    @Test
    void a_cost_of_which_only_one_run_tells_is_a_lower_bound() {
        SessionState state = state(
                NOTHING,
                NO_HOLD,
                assignment("write", "work", 50, "running", NOTHING),
                assignment("test", "work", 50, "running", NOTHING));

        ObjectNode json = figures(state, activity("write-1", 10, 1, 0.5, 1), activity("test-1", 10, 1, null, 1));

        assertThat(json.at("/usage/costUsd").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/teamwork/spending/dollarsAtLeast").asBoolean()).isTrue();
    }

    @Test
    void a_cost_that_no_run_tells_stays_unknown() {
        SessionState state = state(NOTHING, NO_HOLD, assignment("write", "work", 100, "running", NOTHING));

        ObjectNode json = figures(state, activity("write-1", 10, 1, null, 1));

        assertThat(json.at("/usage/costUsd").isNumber()).isFalse();
        assertThat(json.at("/teamwork/spending/dollars").isNumber()).isFalse();
    }

    @Test
    void progress_grows_from_the_first_line_of_the_plan_to_the_last_of_the_work_and_never_falls() {
        List<Integer> percents = new ArrayList<>();
        SessionState planning = state(NOTHING, NO_HOLD, assignment("plan", "plan", 0, "running", NOTHING));
        for (int lines = 0; lines <= 60; lines += 20)
            percents.add(percent(planning, activity("plan-1", 0, 0, null, lines)));
        SessionState working = working(0, assignment("write", "work", 60, "running", NOTHING));
        for (int lines = 0; lines <= 5000; lines += 20)
            percents.add(percent(working, activity("write-1", 0, 0, null, lines)));
        percents.add(percent(working(60, assignment("write", "work", 60, "done", NOTHING))));

        assertThat(percents).isSorted();
        assertThat(percents.get(1)).as("while the plan is made").isPositive();
        assertThat(percents.get(percents.size() - 2)).as("all but done").isLessThan(64);
        assertThat(percents.get(percents.size() - 1)).isEqualTo(64);
    }

    /** One assignment waits for the other. */
    private static SessionState working(int percent, String first) {
        String plan = assignment("plan", "plan", 0, "done", NOTHING);
        String second = assignment("test", "work", 40, percent == 0 ? "waiting" : "running", NOTHING);
        return state(percent, "agent", NOTHING, NO_HOLD, plan, first, second);
    }

    @Test
    void the_list_which_has_only_what_is_not_over_shows_the_same_progress() {
        SessionState whole = working(60, assignment("write", "work", 60, "done", NOTHING));

        RunActivity test = activity("test-1", 0, 0, null, 90);

        assertThat(percent(whole.listed(), test))
                .isEqualTo(percent(whole, test))
                .isGreaterThan(64);
    }

    private static int percent(SessionState state, RunActivity... runs) {
        return figures(state, runs).path("progressPercent").asInt();
    }

    @Test
    void minutes_of_a_session_that_waits_are_those_of_its_workflow() {
        String waiting = "{\"kind\": \"waiting\", \"reason\": \"a usage limit\"}";
        SessionState state = state(NOTHING, waiting, assignment("write", "work", 100, "running", NOTHING));

        assertThat(figures(state).at("/teamwork/spending/minutes").asLong()).isEqualTo(1);
    }
}
