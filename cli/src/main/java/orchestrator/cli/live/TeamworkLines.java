package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results of teamwork: plan, reviews, decisions, checks, result and budget, a line each. A pure function. */
final class TeamworkLines {
    private static final int REVIEWS_MAX = 6;
    private static final int SUMMARY_COLUMNS = 160;
    private static final int COMMIT_CHARACTERS = 10;
    private static final int LEFT_OUT_MAX = 3;

    private TeamworkLines() {}

    /** A named fact. Unknown ones are left out. */
    record Fact(String name, String words, Line.Tone tone) {}

    static List<Fact> facts(JsonNode state) {
        JsonNode teamwork = state.path("teamwork");
        List<Fact> facts = new ArrayList<>();
        add(facts, "plan", plan(teamwork.path("plan")), Line.Tone.PLAIN);
        newest(teamwork.path("reviews"), REVIEWS_MAX)
                .forEach(review -> add(facts, "review", review(review), tone(review)));
        newest(teamwork.path("decisions"), 1)
                .forEach(decided -> add(facts, "decision", decision(decided), tone(decided)));
        add(facts, "checks", checks(teamwork.path("verification")), tone(teamwork.path("verification")));
        add(facts, "result", result(teamwork.path("result")), Line.Tone.PLAIN);
        add(facts, "left out", leftOut(teamwork.path("leftOut")), Line.Tone.NOTABLE);
        add(facts, "budget", budget(teamwork.path("spending")), Line.Tone.PLAIN);
        return facts;
    }

    /** The short form for a view with little room: the newest of each fact, without the plan. */
    static List<Line> brief(JsonNode state, int columns) {
        List<Line> lines = new ArrayList<>();
        for (Fact fact : facts(state)) {
            boolean repeated = !lines.isEmpty() && fact.name().equals("review");
            if (fact.name().equals("plan")) continue;
            if (repeated) lines.removeIf(line -> line.text().startsWith("  review"));
            lines.add(new Line("  " + DisplayText.pad(fact.name(), 10) + fact.words(), fact.tone()).cut(columns));
        }
        return lines;
    }

    /** The commands that show and merge the result; empty if there is none. */
    static List<String> commands(JsonNode state) {
        JsonNode result = state.path("teamwork").path("result");
        if (result.path("files").asInt() == 0) return List.of();
        String id = DisplayText.shell(state.path("session").asText());
        List<String> commands = new ArrayList<>(List.of("orchestrate diff " + id));
        boolean canMerge =
                !isInTarget(result) && !result.path("branch").asText("").isEmpty() && !isOver(result);
        if (canMerge) commands.add("orchestrate merge " + id);
        return commands;
    }

    /** True if it was merged or discarded, or another session has taken it over. */
    private static boolean isOver(JsonNode result) {
        return List.of("merged", "discarded", "continued")
                .contains(result.path("fate").asText());
    }

    private static boolean isInTarget(JsonNode result) {
        return result.path("isolation").asText().equalsIgnoreCase("none");
    }

    static Line.Tone tone(JsonNode fact) {
        String word = fact.path("verdict").asText(fact.path("decision").asText(status(fact)));
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "APPROVED", "CONTINUE", "GREEN" -> Line.Tone.GOOD;
            case "CONCERNS", "LOG_WARNING", "CANNOT_RUN" -> Line.Tone.NOTABLE;
            case "BLOCKER", "PAUSE_AND_CLARIFY", "STOP_AND_ESCALATE", "RED" -> Line.Tone.URGENT;
            default -> Line.Tone.PLAIN; // not known yet
        };
    }

    private static String status(JsonNode verification) {
        return verification.path("verified").path("status").asText("");
    }

    private static String plan(JsonNode plan) {
        String source = plan.path("source").asText("");
        if (source.isEmpty()) return "";
        String note = plan.path("note").asText("");
        return (source.equals("agent") ? "by the architect" : "the fixed split") + (note.isEmpty() ? "" : ": " + note);
    }

    private static String review(JsonNode review) {
        String reviewed = review.path("reviewed").asText("");
        String summary = review.path("summary").asText("");
        return "round " + review.path("round").asInt() + ": "
                + review.path("reviewer").asText() + " on "
                + (reviewed.isEmpty() ? "the result" : reviewed) + " "
                + review.path("verdict").asText("under way")
                + (review.path("sameVendor").asBoolean() ? " (same vendor)" : "")
                + (summary.isEmpty() ? "" : ": " + DisplayText.cut(DisplayText.clean(summary), SUMMARY_COLUMNS));
    }

    private static String decision(JsonNode decided) {
        return "round " + decided.path("round").asInt() + ": "
                + decided.path("decision").asText() + " – "
                + decided.path("carriedOutAs").asText()
                + " (" + decided.path("why").asText() + ")";
    }

    private static String checks(JsonNode verification) {
        JsonNode verified = verification.path("verified");
        String status = status(verification);
        if (status.isEmpty()) return "";
        String command = verified.path("command").asText("");
        String from = verified.path("guessedFrom").asText("");
        String commit = verification.path("commit").asText("");
        String changed = verified.path("changed").asText("");
        return status.toLowerCase(Locale.ROOT).replace('_', ' ')
                + (command.isEmpty()
                        ? ""
                        : ": " + command + ", exit code "
                                + verified.path("exitCode").asInt())
                + (from.isEmpty() ? "" : ", guessed from " + from)
                + (commit.isEmpty() ? "" : ", at " + commit.substring(0, Math.min(COMMIT_CHARACTERS, commit.length())))
                + (changed.isEmpty() ? "" : ". " + changed);
    }

    private static String result(JsonNode result) {
        if (!result.isObject()) return "";
        String branch = result.path("branch").asText("");
        return result.path("files").asInt() + " files, +"
                + result.path("insertions").asInt() + " -"
                + result.path("deletions").asInt()
                + (isInTarget(result) ? " in the target" : branch.isEmpty() ? "" : " on " + branch)
                + (isOver(result) ? "; " + result.path("outcome").asText() : "")
                + (result.hasNonNull("pullRequest")
                        ? "; pull request " + result.path("pullRequest").asText()
                        : "");
    }

    /** Work that is not in the result, and the place where it is kept. */
    private static String leftOut(JsonNode all) {
        List<String> words = new ArrayList<>();
        for (JsonNode one : all) {
            if (words.size() == LEFT_OUT_MAX) break;
            String kept = one.path("kept").asText("");
            words.add(one.path("path").asText() + " (" + one.path("words").asText()
                    + (kept.isEmpty() ? "" : "; kept in " + kept) + ")");
        }
        int more = all.size() - words.size();
        return String.join(", ", words) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String budget(JsonNode spending) {
        if (!spending.isObject()) return "";
        String cost = DisplayText.dollars(
                spending.path("dollars"), spending.path("dollarsAtLeast").asBoolean());
        String tokens = (spending.path("tokensAtLeast").asBoolean() ? "at least " : "")
                + DisplayText.count(spending.path("tokens").asLong());
        return "rounds " + spending.path("rounds").asInt() + " of "
                + spending.path("roundsMax").asInt()
                + " · " + spending.path("minutes").asLong() + " of "
                + spending.path("minutesMax").asLong() + " min · cost " + cost + " of "
                + String.format(
                        Locale.ROOT, "$%.2f", spending.path("dollarsMax").asDouble())
                + " · " + tokens + " of "
                + DisplayText.count(spending.path("tokensMax").asLong()) + " tokens";
    }

    private static List<JsonNode> newest(JsonNode list, int max) {
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        return all.subList(Math.max(0, all.size() - max), all.size());
    }

    private static void add(List<Fact> facts, String name, String words, Line.Tone tone) {
        if (!words.isBlank()) facts.add(new Fact(name, DisplayText.clean(words), tone));
    }
}
