package orchestrator.guard.command.wrapper;

import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;

/** xargs: a command with arguments that it reads. */
final class Xargs {
    private static final OptionTable TABLE = OptionTable.of(
            "+a:d:E:I:L:n:P:s:i?e?l?R:J:S:",
            "arg-file= delimiter= eof? replace? max-lines? max-args= max-procs= max-chars= process-slot-var= null"
                    + " no-run-if-empty verbose interactive exit open-tty show-limits");

    private Xargs() {}

    static GuardDecision judge(Call call) {
        Arguments arguments = call.read(TABLE);
        List<Word> command = arguments.operands();
        if (command.isEmpty()) return GuardDecision.ALLOWED;
        Optional<Word> file = arguments.value("a", "arg-file");
        Optional<String> place = arguments
                .value("I", "J")
                .map(word -> word.literal().orElse("{}"))
                .or(() -> arguments.has("i", "replace")
                        ? Optional.of(arguments
                                .value("i", "replace")
                                .flatMap(Word::literal)
                                .orElse("{}"))
                        : Optional.empty());
        List<Word> found = file.isPresent()
                ? List.of(Placeholder.UNKNOWN)
                : place.isPresent()
                        ? PipedNames.lines(call.invocation().stdin(), call)
                        : PipedNames.of(call.invocation().stdin(), call);
        return Call.each(found, word -> run(call, command, place, word))
                .or(file.map(call.paths()::read).orElse(GuardDecision.ALLOWED));
    }

    /** A shell without a text of its own would run the arguments. */
    private static GuardDecision run(Call call, List<Word> command, Optional<String> place, Word found) {
        List<Word> words = place.isPresent()
                ? Placeholder.fill(command, place.get(), found)
                : Words.concat(command, List.of(found));
        return call.shell().command(call.invocation().running(words).reading(new Stdin.Inherited()));
    }
}
