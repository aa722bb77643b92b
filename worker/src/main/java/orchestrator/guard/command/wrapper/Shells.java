package orchestrator.guard.command.wrapper;

import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;

/** Shells, as far as their options and the source of their text go. */
final class Shells {
    private static final OptionTable TABLE = OptionTable.of(
            "+o:O:C:",
            "rcfile= init-file= login norc noprofile posix verbose version help restricted dump-strings command= init-command=");

    private Shells() {}

    /** What a shell runs is walked through by the reader of shells; files read at its start are left to be asked about. */
    static GuardDecision judge(Call call) {
        Arguments arguments = call.read(TABLE);
        if (arguments.has("version", "help", "n")) return GuardDecision.ALLOWED;
        if (arguments.operands().isEmpty() && call.invocation().stdin() instanceof Stdin.Inherited)
            return GuardDecision.ask(
                    "interactive-shell",
                    "A shell without a command would read commands that the guard does not see. Run them directly.");
        return arguments.has("rcfile", "init-file")
                ? GuardDecision.ask("unknown-script", "The shell would run a file of settings first.")
                        .or(source(call))
                : source(call);
    }

    /** Shells of other languages, of which only plain commands can be read. */
    static GuardDecision foreign(Call call) {
        Arguments arguments = call.read(TABLE);
        List<Word> operands = arguments.operands();
        GuardDecision start = call.scripts(arguments.values("command", "init-command", "C"));
        if (arguments.has("c")) return operands.isEmpty() ? start : start.or(call.script(operands.get(0)));
        return operands.isEmpty() ? start.or(fromStdin(call)) : start;
    }

    private static GuardDecision source(Call call) {
        Stdin stdin = call.invocation().stdin();
        if (PipedText.isFetched(stdin) || call.words().stream().anyMatch(Shells::isFetching))
            return GuardDecision.ask(
                    "pipe-from-network",
                    call.program()
                            + " would run code from the network that nobody has read. Download it into a file and read it first.");
        if (!(stdin instanceof Stdin.Pipe)) return GuardDecision.ALLOWED;
        GuardDecision known = PipedText.of(stdin, call)
                .map(text -> call.shell().script(text, call.invocation().reading(new Stdin.Inherited())))
                .orElse(GuardDecision.ALLOWED);
        return PipedText.isEncoded(stdin)
                ? known.or(GuardDecision.ask(
                        "encoded-script", "The script is encoded. Write it out, so that it can be read."))
                : known;
    }

    private static boolean isFetching(Word word) {
        return word.hasUnknown() && word.shown().matches("(?s).*[<$]\\(.*\\b(curl|wget|fetch|nc)\\b.*");
    }

    /** Judges lines that are run one by one. */
    static GuardDecision fromStdin(Call call) {
        Stdin stdin = call.invocation().stdin();
        if (stdin instanceof Stdin.Inherited) return GuardDecision.ALLOWED;
        Optional<String> text = PipedText.of(stdin, call);
        return text.map(known -> source(call)
                        .or(call.shell().script(known, call.invocation().reading(new Stdin.Inherited()))))
                .orElseGet(() -> source(call)
                        .or(GuardDecision.deny(
                                "unknown-script",
                                "What " + call.program()
                                        + " would run from its standard input cannot be known. Write it out.")));
    }
}
