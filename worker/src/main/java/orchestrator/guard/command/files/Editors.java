package orchestrator.guard.command.files;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;

/** Editors: the files that they open, and commands given to them on the line. */
final class Editors {
    private static final OptionTable TABLE =
            OptionTable.of("c:S:u:w:W:T:i:p:", "cmd= eval= load= funcall= execute= execute-from=");

    private Editors() {}

    static GuardDecision judge(Call call) {
        List<Word> words = new ArrayList<>();
        List<Word> commands = new ArrayList<>();
        for (Word word : call.words()) {
            if (word.literal().orElse("").matches("-[eE]s")) continue;
            if (word.prefix().startsWith("+")) commands.add(Words.after(word, 1));
            else words.add(word);
        }
        Arguments arguments = TABLE.read(words);
        commands.addAll(arguments.values("c", "cmd"));
        if (arguments.has("eval", "funcall", "execute", "load", "l", "f"))
            return GuardDecision.ask("editor-command", "The editor would run code that the guard cannot read.");
        List<GuardDecision> decisions = new ArrayList<>();
        for (Word command : commands) decisions.add(ofCommand(call, command));
        decisions.add(call.writeAll(arguments.operands()));
        decisions.add(ofStdin(call));
        return GuardDecision.strictest(decisions);
    }

    /** Only looks at files, but takes the same commands. */
    static GuardDecision view(Call call) {
        List<Word> commands = TABLE.read(call.words()).values("c", "cmd");
        return Reading.files(call).or(Call.each(commands, command -> ofCommand(call, command)));
    }

    private static GuardDecision ofStdin(Call call) {
        if (call.program().matches("ed|ex") && call.invocation().stdin() instanceof Stdin.Text text)
            return ofCommand(call, text.text());
        return GuardDecision.ALLOWED;
    }

    private static GuardDecision ofCommand(Call call, Word command) {
        String text = command.literal().orElse("!");
        boolean isHarmless = text.lines()
                .noneMatch(line -> line.contains("!") && !line.matches("[wqax]+!|\\s*[wqx]+a?!\\s*")
                        || line.matches(
                                ".*\\b(system|systemlist|job_start|termopen|writefile|delete|rename|exe|execute|call|lua|python3?|py3?|perl|ruby|source|so|shell|terminal|term|sh)\\b.*")
                        || line.matches(".*(^|[|;0-9,$%])\\s*(w|write|sav|saveas|r|e|edit)!?\\s+[^|]*[/!~].*"));
        return isHarmless
                ? GuardDecision.ALLOWED
                : GuardDecision.ask(
                        "editor-command",
                        "The editor would run " + command.shown()
                                + ". Change the file with your editing tool instead.");
    }
}
