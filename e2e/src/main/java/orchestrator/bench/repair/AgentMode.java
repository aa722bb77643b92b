package orchestrator.bench.repair;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the scripted agent answers, and what must come of it. */
enum AgentMode {
    RIGHT("right", List.of("fixed")),
    /** Its first answer changes the files, but not the mistake. */
    WRONG_FIRST("""
            if [ "$n" = 1 ]; then
              (cd "$case/right" && find . -type f) | while read -r file; do printf '\\n' >>"$file"; done
            else right; fi""", List.of("fixed")),
    /** It changes the tests instead of the program. */
    WEAKEN("cp -R \"$case/weakened/.\" .", List.of("needs_you")),
    /** It never ends by itself. */
    LOOP("while :; do say thinking; sleep 1; done", List.of("escalated", "failed")),
    /** It dies half-way, in each conversation once. */
    CRASH("""
            if [ "$ORCHESTRATOR_LAUNCH" = 1 ]; then
              (cd "$case/right" && find . -type f) | while read -r file; do : >"$file"; done
              kill -9 $$
            fi
            right""", List.of("fixed"));

    static final String MIX = "mix";

    private final String script;
    private final List<String> expected;

    AgentMode(String script, List<String> expected) {
        this.script = script;
        this.expected = expected;
    }

    /** The mode of the program at this place of the list. */
    static AgentMode of(String word, int place) {
        if (word.equals(MIX)) return values()[place % values().length];
        return Arrays.stream(values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--mode is one of " + words() + ", not " + word + "."));
    }

    private static String words() {
        return Arrays.stream(values()).map(AgentMode::word).collect(Collectors.joining(", ")) + " and " + MIX;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Shell commands of the fixing agent. */
    String script() {
        return script;
    }

    boolean expects(String outcome) {
        return expected.contains(outcome);
    }
}
