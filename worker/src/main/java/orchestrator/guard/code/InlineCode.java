package orchestrator.guard.code;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** Code given to an interpreter on the line or by its standard input, and small scripts. */
public final class InlineCode {
    private static final int SCRIPT_BYTES_MAX = 100_000;
    private static final int CODE_CHARACTERS_MAX = 200_000;

    private InlineCode() {}

    /** Code on the line: all that is known of it is judged. */
    public static GuardDecision text(Word code, CodeLanguage language, Call call) {
        Optional<String> text = code.literal();
        if (text.isEmpty()) return partlyKnown(code, language, call);
        if (text.get().length() > CODE_CHARACTERS_MAX)
            return GuardDecision.ask(
                    "unread-code", "The code is too long to be judged. Write it into a file of the project.");
        return CodeJudge.judge(text.get(), language, call);
    }

    /** A variable within the code is taken for a value; alone it is code that nobody can read. */
    private static GuardDecision partlyKnown(Word code, CodeLanguage language, Call call) {
        StringBuilder text = new StringBuilder();
        boolean hasKnown = false;
        for (Word.Piece piece : code.pieces()) {
            if (piece instanceof Word.Literal literal) {
                text.append(literal.text());
                hasKnown |= literal.text().length() > 3;
            } else {
                text.append(StringReader.UNKNOWN);
            }
        }
        GuardDecision seen = CodeJudge.judge(text.toString(), language, call);
        return hasKnown
                ? seen.or(GuardDecision.watch("unknown-code", "A part of the code will only be known when it runs."))
                : seen.or(GuardDecision.ask(
                        "unknown-code", "Which code runs will only be known when it runs. Write it out."));
    }

    /** A script of the workspace may compute what it does; what it plainly says must be allowed. */
    public static GuardDecision file(Path file, CodeLanguage language, Call call) {
        if (call.shell().isMade(file))
            return call.shell()
                    .made(file)
                    .map(text -> CodeJudge.judge(text, language, call))
                    .orElseGet(
                            () -> GuardDecision.ask(
                                    "unknown-code",
                                    "The script " + file.getFileName()
                                            + " is made and run by the same command. Run it on its own, after you have looked at it."));
        Optional<String> known = call.around().view().text(file, SCRIPT_BYTES_MAX);
        if (call.isAnybodys(Word.of(file.toString())))
            return GuardDecision.ask(
                    "unknown-script", "Anybody may have put " + file + " there. Run scripts of the project.");
        return known.map(text -> CodeJudge.judge(text, language, call))
                .filter(GuardDecision::isDenied)
                .orElse(GuardDecision.ALLOWED);
    }

    /** Options whose values are code, of a kind of interpreter. */
    public record Options(OptionTable table, List<String> code, List<String> preloads) {
        public Arguments read(List<Word> words) {
            return table.read(words);
        }

        public List<Word> code(Arguments arguments) {
            List<Word> all = new ArrayList<>();
            for (String name : code) all.addAll(arguments.values(name));
            return all;
        }
    }

    public static Options options(CodeLanguage language) {
        return switch (language) {
            case PYTHON ->
                new Options(OptionTable.of("+c:m:W:X:Q:", "check-hash-based-pycs="), List.of("c"), List.of());
            case JAVASCRIPT ->
                new Options(
                        OptionTable.of(
                                "+e:p:r:C:",
                                "eval= print= require= import= loader= experimental-loader= env-file= conditions= input-type= test-reporter= test-name-pattern= max-old-space-size= inspect? test watch check"),
                        List.of("e", "p", "eval", "print"),
                        List.of("r", "require", "import", "loader", "experimental-loader"));
            case PERL -> new Options(OptionTable.of("+e:E:M:m:I:i?F:C?x?D:", ""), List.of("e", "E"), List.of());
            case RUBY ->
                new Options(
                        OptionTable.of("+e:r:I:C:E:F:i?x?W?K:T?0?", "encoding= disable= enable="),
                        List.of("e"),
                        List.of("r"));
            case PHP ->
                new Options(
                        OptionTable.of("+r:B:R:E:F:f:d:c:z:S:t:", "run= process-code= define= php-ini= file= server="),
                        List.of("r", "B", "R", "E", "run"),
                        List.of());
            case LUA -> new Options(OptionTable.of("+e:l:", ""), List.of("e"), List.of());
        };
    }
}
