package orchestrator.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork.Plan;

/** All runs, and each agent's planned and actual share of the work. */
final class WorkTable {
    private final List<AssignmentState> all;

    private WorkTable(List<AssignmentState> all) {
        this.all = all;
    }

    static String of(SessionState state) {
        String agents = state.crew().isEmpty() ? "" : "Agents: " + MarkdownText.oneLine(state.crew()) + "\n\n";
        if (state.assignments().isEmpty()) return agents + "No work was started.\n";
        return agents + plan(state.teamwork().plan()) + new WorkTable(state.assignments()).table();
    }

    private static String plan(Plan plan) {
        if (plan.source().isEmpty()) return "";
        String whose = plan.source().equals("agent") ? "by the architect" : "the fixed one";
        return "Plan: " + whose + (plan.note().isBlank() ? "" : " – " + MarkdownText.oneLine(plan.note())) + "\n\n";
    }

    private String table() {
        StringBuilder table = new StringBuilder();
        table.append(MarkdownText.row(
                "run",
                "kind",
                "role",
                "assignment",
                "outcome",
                "launches",
                "time",
                "tokens",
                "cost",
                "planned",
                "of the time",
                "of the tokens"));
        table.append("|---|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|\n");
        for (AssignmentState one : all) table.append(row(one));
        return table + "\nThe plan and the shares of time and tokens are those of the work; planning, reviews and fixes"
                + " come on top. Time is from start to end, with pauses.\n";
    }

    private String row(AssignmentState one) {
        boolean work = one.kind() == Kind.WORK;
        String from = one.takenFrom() == null ? "" : ", taken over from " + one.takenFrom();
        String outcome = one.status().wire().replace('_', ' ') + from;
        return MarkdownText.row(
                one.run(),
                one.kind().wire(),
                one.role().wire(),
                one.title(),
                one.note().isEmpty() ? outcome : outcome + ": " + one.note(),
                Integer.toString(one.launches()),
                MarkdownText.time(one.startedAt(), one.endedAt()),
                MarkdownText.tokens(one.usage()),
                MarkdownText.cost(one.usage()),
                work ? one.weight() + " %" : MarkdownText.UNKNOWN,
                work ? MarkdownText.percent(millis(one), sumOfWork(WorkTable::millis)) : MarkdownText.UNKNOWN,
                work ? MarkdownText.percent(tokens(one), sumOfWork(WorkTable::tokens)) : MarkdownText.UNKNOWN);
    }

    private long sumOfWork(java.util.function.ToLongFunction<AssignmentState> measure) {
        return all.stream()
                .filter(one -> one.kind() == Kind.WORK)
                .mapToLong(measure)
                .sum();
    }

    private static long millis(AssignmentState one) {
        Instant from = one.startedAt();
        Instant to = one.endedAt();
        return from == null || to == null ? 0 : Duration.between(from, to).toMillis();
    }

    /** Without cached tokens, which cost little and would outweigh the others. */
    private static long tokens(AssignmentState one) {
        return one.usage().uncachedTokens();
    }
}
