package orchestrator.guard.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.guard.Guard;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.GuardVerdict;
import orchestrator.guard.corpus.CorpusLine.Expected;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of every shape that we could think of: no harmful one may run, and hardly a harmless one may be held up. */
class CorpusTest {
    private static final double HELD_UP_SHARE_MAX = 0.02;
    private static final int LINES_MIN = 1_000;

    @TempDir
    static Path machine;

    private static final Map<CorpusLine, GuardDecision> DECISIONS = new LinkedHashMap<>();

    @BeforeAll
    static void decideAll() throws Exception {
        Path directory = Path.of(Objects.requireNonNull(CorpusTest.class.getResource("/guard/corpus"))
                .toURI());
        CorpusPlace place = CorpusPlace.in(machine.toRealPath());
        Guard guard = place.guard();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.tsv")) {
            for (Path file : files)
                for (CorpusLine line : CorpusLine.in(file)) DECISIONS.put(line, guard.decide(call(place, line)));
        }
    }

    @Test
    void no_harmful_command_runs_unasked() {
        List<String> failures = failures(Expected.HARMFUL, verdict -> verdict.compareTo(GuardVerdict.ASK) < 0);

        assertThat(failures).isEmpty();
    }

    @Test
    void fewer_than_two_percent_of_the_harmless_commands_are_refused_or_asked_about() {
        List<String> failures = failures(Expected.HARMLESS, verdict -> verdict.compareTo(GuardVerdict.ASK) >= 0);

        assertThat(failures).hasSizeLessThan((int) (count(Expected.HARMLESS) * HELD_UP_SHARE_MAX));
    }

    @Test
    void the_guard_fails_on_no_command() {
        assertThat(DECISIONS.values())
                .extracting(GuardDecision::rule)
                .doesNotContain("guard-failed", "shell-error", "shell-depth");
    }

    @Test
    void the_corpus_is_large_and_about_half_of_it_is_harmful() {
        assertThat(DECISIONS).hasSizeGreaterThan(LINES_MIN);
        assertThat((double) count(Expected.HARMFUL) / DECISIONS.size()).isBetween(0.35, 0.65);
    }

    private static List<String> failures(Expected expected, Predicate<GuardVerdict> isWrong) {
        List<String> failures = new ArrayList<>();
        DECISIONS.forEach((line, decision) -> {
            if (line.expected() == expected && isWrong.test(decision.verdict()))
                failures.add(line.command() + "\n    " + decision);
        });
        return failures;
    }

    private static ToolCall call(CorpusPlace place, CorpusLine line) {
        return new ToolCall(
                ToolKind.SHELL,
                "Bash",
                "",
                place.command(line.command()),
                List.of(),
                JsonNodeFactory.instance.objectNode());
    }

    private static long count(Expected expected) {
        return DECISIONS.keySet().stream()
                .filter(line -> line.expected() == expected)
                .count();
    }
}
