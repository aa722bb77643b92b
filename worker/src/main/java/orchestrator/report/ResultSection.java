package orchestrator.report;

import java.util.List;
import orchestrator.checkout.LeftOut;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork.Result;
import org.jspecify.annotations.Nullable;

/** Says where the result is and how to merge it. */
final class ResultSection {
    private static final String IN_PLACE = "NONE";

    private ResultSection() {}

    static String inShort(SessionState state, ResultOutcome outcome) {
        Result result = state.teamwork().result();
        if (result == null) return "nothing that could be merged";
        if (result.isolation().equalsIgnoreCase(IN_PLACE))
            return "the work is in " + MarkdownText.code(state.target()) + " itself" + changed(result);
        String leftOut = leftOutInShort(state.teamwork().leftOut());
        if (result.files() == 0) return "no file is changed" + leftOut;
        String next = outcome.isOpen()
                ? "not merged yet; to merge: " + MarkdownText.code("orchestrate merge " + state.key())
                : MarkdownText.oneLine(outcome.words());
        return files(result) + "; " + next + leftOut;
    }

    private static String leftOutInShort(List<LeftOut> all) {
        return all.isEmpty() ? "" : "; not in it: " + LeftOut.shown(all);
    }

    static String of(SessionState state, ResultOutcome outcome) {
        Result result = state.teamwork().result();
        if (result == null) return "There is no result to merge.\n";
        StringBuilder text = new StringBuilder();
        String key = state.key();
        if (result.isolation().equalsIgnoreCase(IN_PLACE)) {
            text.append("The agents worked in ").append(MarkdownText.code(state.target()));
            text.append(" itself: there is nothing to merge")
                    .append(changed(result))
                    .append(".\n");
            if (!result.diff().isEmpty()) text.append("Their changes: ").append(command("diff", key));
        } else {
            text.append(MarkdownText.row("what", "")).append("|---|---|\n");
            text.append(MarkdownText.row("changed", files(result)));
            if (!result.branch().isEmpty())
                text.append(MarkdownText.row(
                        "branch", MarkdownText.code(result.branch()) + " in the session's repository"));
            text.append(
                    MarkdownText.row("from", named(result.base())) + MarkdownText.row("to", named(result.commit())));
            text.append("\nShow it: ").append(command("diff", key));
            if (outcome.isOpen()) {
                text.append("Merge it: ").append(command("merge", key));
                text.append("Discard it: ").append(command("discard", key));
            } else
                text.append("It is ")
                        .append(MarkdownText.oneLine(outcome.words()))
                        .append(".  \n");
            if (!outcome.pullRequest().isEmpty())
                text.append("Pull request: ")
                        .append(MarkdownText.oneLine(outcome.pullRequest()))
                        .append("  \n");
        }
        text.append(leftOut(state.teamwork().leftOut()));
        if (!result.note().isBlank())
            text.append("\nNote: ").append(MarkdownText.oneLine(result.note())).append('\n');
        return text.toString();
    }

    private static String leftOut(List<LeftOut> all) {
        if (all.isEmpty()) return "";
        StringBuilder text = new StringBuilder("\nMade by the agents, but not in the result:\n\n");
        text.append(MarkdownText.row("what", "whose", "why", "files", "kept in"))
                .append("|---|---|---|---|---|\n");
        for (LeftOut one : all)
            text.append(MarkdownText.row(
                    MarkdownText.code(one.path()),
                    one.agent(),
                    one.words(),
                    one.files() == 0 ? MarkdownText.UNKNOWN : MarkdownText.number(one.files()),
                    one.kept().isEmpty() ? MarkdownText.UNKNOWN : MarkdownText.code(one.kept())));
        return text.toString();
    }

    private static String command(String verb, String key) {
        return MarkdownText.code("orchestrate " + verb + " " + key) + "  \n";
    }

    private static String changed(Result result) {
        return result.files() == 0 ? "" : ", " + files(result);
    }

    private static String files(Result result) {
        return MarkdownText.count(result.files(), "file") + " changed (+" + MarkdownText.number(result.insertions())
                + " −" + MarkdownText.number(result.deletions()) + ")";
    }

    private static String named(@Nullable String commit) {
        return commit == null || commit.isEmpty() ? MarkdownText.UNKNOWN : MarkdownText.code(commit);
    }
}
