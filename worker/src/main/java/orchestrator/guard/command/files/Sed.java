package orchestrator.guard.command.files;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** sed: files changed in place, and what its script writes and runs. */
final class Sed {
    private static final OptionTable TABLE = OptionTable.of(
            "e:f:i?l:E",
            "expression= file= in-place? line-length= quiet silent null-data separate regexp-extended sandbox posix follow-symlinks unbuffered debug");

    private Sed() {}

    static GuardDecision judge(Call call) {
        Arguments arguments = call.read(TABLE);
        boolean isApart = arguments.has("e", "f", "expression", "file");
        List<Word> scripts = new ArrayList<>(arguments.values("e", "expression"));
        List<Word> files = arguments.operands();
        if (!isApart && !files.isEmpty()) {
            scripts.add(files.get(0));
            files = files.subList(1, files.size());
        }
        List<GuardDecision> decisions = new ArrayList<>();
        for (Word script : scripts) decisions.add(ofScript(call, script));
        for (Word file : arguments.values("f", "file")) decisions.add(ofFile(call, file));
        boolean isInPlace = arguments.has("i", "in-place");
        decisions.add(isInPlace ? call.writeAll(files) : call.readAll(files));
        return GuardDecision.strictest(decisions);
    }

    private static GuardDecision ofFile(Call call, Word file) {
        return call.text(file).map(text -> ofScript(call, Word.of(text))).orElse(GuardDecision.ALLOWED);
    }

    /** A variable within a script is taken for text: few of them hold a command of sed's that runs or writes. */
    private static GuardDecision ofScript(Call call, Word script) {
        StringBuilder text = new StringBuilder();
        for (Word.Piece piece : script.pieces())
            text.append(piece instanceof Word.Literal literal ? literal.text() : "x");
        SedScript read = SedScript.read(text.toString());
        GuardDecision run = read.commands().isEmpty()
                ? GuardDecision.ALLOWED
                : Call.each(read.commands().stream().map(Word::of).toList(), call::script);
        GuardDecision unknown = read.runsPattern()
                ? GuardDecision.deny("unknown-script", "sed's command e runs the text that it edits as a command.")
                : GuardDecision.ALLOWED;
        GuardDecision secret = call.readAll(read.reads().stream().map(Word::of).toList());
        return secret.or(run)
                .or(unknown)
                .or(call.writeAll(read.files().stream().map(Word::of).toList()));
    }
}
