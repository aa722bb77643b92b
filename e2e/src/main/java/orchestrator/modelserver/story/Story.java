package orchestrator.modelserver.story;

import java.util.List;
import java.util.Map;
import orchestrator.json.Json;
import orchestrator.modelserver.story.Step.Depending;
import orchestrator.modelserver.story.Step.Say;
import orchestrator.modelserver.story.Step.Shell;
import orchestrator.modelserver.story.Step.Structured;
import orchestrator.modelserver.story.Step.Write;

/**
 * A session of three agents: one plans, two write in parallel, one of them with a mistake. The reviewers run the test and
 * report its output.
 */
public final class Story {

    /** The text for the prompt. */
    public static final String CUE =
            "[[scenario:plan=story-plan;architect/review=story-look;reviewer/review=story-try;fix=story-mend;"
                    + "implementer=story-greet;reviewer=story-test]]";

    private static final String HEAD = "#!/bin/sh\n# Greets who is named, or the world.\nname=${2:-${1:-world}}\n";
    private static final String PLAIN = "else printf 'Hello, %s!\\n' \"$name\"; fi\n";
    private static final String GREET_WITH_MISTAKE =
            HEAD + "if [ \"${1:-}\" = --json ]; then printf '{\"greeting\":\"Hello\",\"name\":\"%s\"}\\n' \"$name\"\n"
                    + PLAIN;
    private static final String GREET = HEAD
            + "if [ \"${1:-}\" = --json ]; then\n"
            + "  escaped=$(printf %s \"$name\" | sed -e 's/\\\\/\\\\\\\\/g' -e 's/\"/\\\\\"/g')\n"
            + "  printf '{\"greeting\":\"Hello\",\"name\":\"%s\"}\\n' \"$escaped\"\n"
            + PLAIN;
    private static final String TEST = """
            #!/bin/sh
            # Checks greet.sh.
            cd "$(dirname "$0")" || exit 1
            failed=0
            check() {
              if [ "$2" = "$3" ]; then printf 'ok: %s\\n' "$1"; else printf 'FAILED: %s: expected %s, got %s\\n' "$1" "$3" "$2"; failed=1; fi
            }
            check 'greets the world' "$(sh greet.sh)" 'Hello, world!'
            check 'greets by name' "$(sh greet.sh Ada)" 'Hello, Ada!'
            check 'speaks JSON' "$(sh greet.sh --json Ada)" '{"greeting":"Hello","name":"Ada"}'
            check 'escapes quotes' "$(sh greet.sh --json 'A"da')" '{"greeting":"Hello","name":"A\\"da"}'
            exit $failed
            """;

    private Story() {}

    static Map<String, List<Turn>> scenarios() {
        return Map.of(
                "story-plan", List.of(turn(new Structured(plan()))),
                "story-greet",
                        List.of(
                                turn(new Write("{cwd}/greet.sh", GREET_WITH_MISTAKE)),
                                turn(new Shell("sh greet.sh --json Ada")),
                                turn(new Say("greet.sh greets, and has a --json flag."))),
                "story-test",
                        List.of(
                                turn(new Write("{cwd}/test.sh", TEST)),
                                turn(new Shell("sh -n test.sh && echo well-formed")),
                                turn(new Say("test.sh checks greet.sh, quotes in JSON included."))),
                "story-look",
                        List.of(
                                turn(new Shell("git log --oneline")),
                                turn(new Structured(verdict("APPROVED", "It is as planned.")))),
                "story-try", List.of(turn(new Shell("sh test.sh; ls")), turn(tried())),
                "story-mend",
                        List.of(
                                turn(new Say("A quote ends the JSON text too early.\n"), new Shell("cat greet.sh; ls")),
                                turn(new Shell("cat > greet.sh <<'END'\n" + GREET + "END\nsh test.sh")),
                                turn(new Say("greet.sh escapes quotes and backslashes now."))));
    }

    private static Depending tried() {
        String point = "greet.sh: `escapes quotes` of test.sh fails: the name goes into the JSON as it is";
        return new Depending(
                "FAILED: escapes quotes",
                new Structured(verdict("CONCERNS", "I ran test.sh, and one check fails.", point)),
                new Depending(
                        "ok: escapes quotes",
                        new Structured(verdict("APPROVED", "I ran test.sh: all checks pass.")),
                        new Structured(verdict("BLOCKER", "I could not run test.sh.", "test.sh does not run"))));
    }

    private static String verdict(String word, String summary, String... points) {
        return Json.write(Map.of("verdict", word, "summary", summary, "points", List.of(points)));
    }

    private static String plan() {
        return Json.write(Map.of(
                "assignments",
                List.of(
                        piece("greet", "implementer", "claude", "Write greet.sh", 60),
                        piece("test", "reviewer", "codex", "Write test.sh", 40))));
    }

    private static Map<String, Object> piece(String id, String role, String agent, String title, int weight) {
        return Map.of(
                "id", id,
                "role", role,
                "agent", agent,
                "title", title,
                "prompt", title + ". The other file is written by someone else at the same time.",
                "weight", weight,
                "dependsOn", List.of());
    }

    private static Turn turn(Step... steps) {
        return Turn.of(steps);
    }
}
