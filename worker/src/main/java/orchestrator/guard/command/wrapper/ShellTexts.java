package orchestrator.guard.command.wrapper;

import java.util.List;
import java.util.stream.Collectors;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** Programs that hand text to a shell in ways of their own. */
final class ShellTexts {
    private static final OptionTable WATCH = OptionTable.of(
            "+n:q:p:w:r:m:M:S:s:c:P:L:D:",
            "interval= equexit= warmup= runs= min-runs= max-runs= setup= prepare= conclude= cleanup= parameter-list= parameter-scan= export-json= export-markdown= export-csv= exec");
    private static final OptionTable SCRIPT = OptionTable.of(
            "c:E:I:O:B:o:m:T:", "command= echo= log-in= log-out= log-io= output-limit= logging-format= log-timing=");
    private static final OptionTable FLOCK = OptionTable.of("+w:E:c:", "wait= timeout= conflict-exit-code= command=");
    private static final OptionTable NIX = OptionTable.of("p:A:I:", "run= command= packages= attr=");

    private ShellTexts() {}

    /** Joins its words into a text for a shell. */
    static GuardDecision watch(Call call) {
        Arguments arguments = call.read(WATCH);
        GuardDecision written = call.writeAll(arguments.values("export-json", "export-markdown", "export-csv"));
        if (call.program().equals("hyperfine"))
            return written.or(call.scripts(arguments.operands()))
                    .or(call.scripts(arguments.values("s", "p", "c", "setup", "prepare", "conclude", "cleanup")));
        if (arguments.has("x", "exec")) return call.run(arguments.operands());
        if (arguments.operands().stream().anyMatch(Word::hasUnknown)) return call.run(arguments.operands());
        return call.script(
                Word.of(arguments.operands().stream().map(Word::shown).collect(Collectors.joining(" "))));
    }

    static GuardDecision script(Call call) {
        Arguments arguments = call.read(SCRIPT);
        return call.scripts(arguments.values("c", "command")).or(call.writeAll(arguments.operands()));
    }

    static GuardDecision flock(Call call) {
        Arguments arguments = call.read(FLOCK);
        List<Word> operands = arguments.operands();
        boolean isText = arguments.operand(1).matches("-c|--command");
        GuardDecision run = isText ? call.scripts(arguments.operandsFrom(2)) : call.run(arguments.operandsFrom(1));
        boolean isDescriptor = arguments.operand(0).matches("\\d+");
        GuardDecision lock = isDescriptor
                ? GuardDecision.ALLOWED
                : call.writeAll(operands.stream().limit(1).toList());
        return run.or(lock).or(call.scripts(arguments.values("c", "command")));
    }

    static GuardDecision expect(Call call) {
        return call.words().stream().anyMatch(word -> word.prefix().startsWith("-c"))
                ? GuardDecision.ask("unknown-script", "The guard cannot read scripts of expect.")
                : GuardDecision.ALLOWED;
    }

    static GuardDecision nix(Call call) {
        return call.scripts(call.read(NIX).values("run", "command"));
    }

    /** Keys sent to a terminal, and commands started in one, are out of the guard's sight. */
    static GuardDecision terminal(Call call) {
        String text = call.words().stream().map(Word::shown).collect(Collectors.joining(" "));
        boolean onlyLooks = text.matches("(new|new-session)( -[dADPX]+| -[snctxyF] \\S+)*")
                || text.isEmpty()
                || text.matches(
                        "(-V|-v|--version|-ls|-list|ls|list-\\S+|has-session|has|display(-message)?|show-\\S+|capture-pane|kill-session)( -\\S+( \\S+)?)*");
        return onlyLooks
                ? GuardDecision.ALLOWED
                : GuardDecision.ask(
                        "terminal",
                        call.program() + " would run commands where the guard does not see them. Run them directly.");
    }

    static GuardDecision debugger(Call call) {
        List<String> texts = call.words().stream().map(Word::shown).toList();
        boolean runsCode = texts.stream()
                .anyMatch(
                        text -> text.matches(
                                "(?s)(.*\\b(shell|call|python|py|source|script|make|pipe|expr|p|print|eval|process)\\b.*\\W.*|.*!.*|--?eval-command=.*|-x|--command.*|-p|--pid.*)"));
        if (runsCode) return GuardDecision.ask("debugger", "A debugger could run anything with these commands.");
        int args = Math.max(texts.indexOf("--args"), texts.indexOf("--"));
        return args < 0
                ? GuardDecision.ALLOWED
                : call.run(call.words().subList(args + 1, call.words().size()));
    }
}
