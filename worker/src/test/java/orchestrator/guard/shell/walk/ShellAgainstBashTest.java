package orchestrator.guard.shell.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellAgainstBashTest {
    private static final int TEXTS = Integer.getInteger("orchestrator.shell.texts", 120);

    @TempDir
    Path directory;

    /** Takes about a second, nearly all of it in bash. */
    @Test
    void what_bash_runs_of_a_text_that_is_allowed_was_judged() throws Exception {
        long seed = Long.getLong("orchestrator.shell.seed", 14);
        System.out.println("seed of random shell texts: " + seed);
        RandomTexts random = new RandomTexts(seed);
        ShellRoom room = new ShellRoom();
        List<String> allowed = new ArrayList<>();
        List<List<ShellCommand>> judged = new ArrayList<>();
        while (allowed.size() < TEXTS) {
            String text = random.next();
            if (room.judge(text).isDenied()) continue;
            allowed.add(text);
            judged.add(List.copyOf(room.invocations));
        }

        List<List<List<String>>> ran = new RealBash(directory).run(allowed);

        List<String> missed = new ArrayList<>();
        for (int index = 0; index < allowed.size(); index++)
            for (List<String> command : ran.get(index)) {
                List<ShellCommand> seen = judged.get(index);
                if (seen.stream().noneMatch(each -> covers(each, command)))
                    missed.add(allowed.get(index) + "\n  ran " + command + "\n  judged "
                            + seen.stream().map(ShellCommand::words).toList());
            }
        assertThat(missed).as("seed %s", seed).isEmpty();
        assertThat(ran).filteredOn(commands -> !commands.isEmpty()).hasSizeGreaterThan(TEXTS / 3);
    }

    /** True if these words may stand for those arguments. */
    static boolean covers(ShellCommand judged, List<String> ran) {
        StringBuilder regex = new StringBuilder();
        for (Word word : judged.words()) {
            boolean splits =
                    word.pieces().stream().anyMatch(piece -> piece instanceof Word.Unknown unknown && unknown.splits());
            StringBuilder one = new StringBuilder();
            for (Word.Piece piece : word.pieces()) one.append(regex(piece));
            regex.append(splits ? "(?:" + one + "\1)?" : one + "\1");
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL)
                .matcher(String.join("\1", ran) + "\1")
                .matches();
    }

    private static String regex(Word.Piece piece) {
        if (piece instanceof Word.Literal literal) return Pattern.quote(literal.text());
        if (piece instanceof Word.Token) return "[^\1/\\s]*";
        if (piece instanceof Word.Unknown unknown) return unknown.splits() ? ".*" : "[^\1]*";
        return "[^\1]*";
    }
}
