package orchestrator.guard.command.interpreter;

import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.code.CodeLanguage;
import orchestrator.guard.code.InlineCode;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.command.packages.PythonPackages;
import orchestrator.guard.shell.Word;

/** Modules that {@code python -m} runs. */
final class PythonModules {
    private static final OptionTable TIMEIT = OptionTable.of("n:r:s:u:", "setup= number= repeat=");

    private PythonModules() {}

    static GuardDecision judge(Call call, Arguments arguments) {
        Word module = arguments.value("m").orElse(Word.of(""));
        List<Word> rest = arguments.operands();
        List<Word> operands =
                rest.stream().filter(word -> !word.prefix().startsWith("-")).toList();
        return switch (module.literal().orElse("")) {
            case "pip" ->
                PythonPackages.pip(new Call(
                        call.invocation().running(Words.concat(Words.of("pip"), rest)), call.shell(), call.around()));
            case "venv", "virtualenv" -> call.writeAll(operands);
            case "twine" -> GuardDecision.ask("publish", "twine publishes a package.");
            case "zipfile", "tarfile" -> archive(call, rest, operands);
            case "http.server" -> served(call, call.words());
            case "timeit" ->
                Call.each(
                        Words.concat(TIMEIT.read(rest).values("s", "setup"), operands),
                        code -> InlineCode.text(code, CodeLanguage.PYTHON, call));
            case "pdb", "cProfile", "profile", "trace", "runpy", "tracemalloc" -> script(call, rest, operands);
            case "ensurepip" ->
                GuardDecision.ask(
                        "install", "Installing a package runs code from the network. A person decides about it.");
            case "" -> GuardDecision.ask("unknown-code", "Which module runs cannot be known before it runs.");
            default -> GuardDecision.ALLOWED;
        };
    }

    private static GuardDecision served(Call call, List<Word> rest) {
        Word directory = OptionTable.of("d:b:p:m:", "directory= bind= protocol= cgi")
                .read(rest)
                .value("d", "directory")
                .orElse(Word.of("."));
        return call.paths()
                .readTree(directory)
                .or(GuardDecision.watch("listen", "A server shows files of this directory to others."));
    }

    private static GuardDecision archive(Call call, List<Word> rest, List<Word> operands) {
        boolean writes = rest.stream().anyMatch(word -> word.shown().matches("-[ec]|--(extract|create)"));
        return writes ? call.writeAll(operands) : GuardDecision.ALLOWED;
    }

    private static GuardDecision script(Call call, List<Word> rest, List<Word> operands) {
        boolean hasCommands = rest.stream().anyMatch(word -> word.prefix().matches("-c|--command"));
        GuardDecision commands = hasCommands
                ? GuardDecision.ask("unknown-code", "A debugger could run anything with these commands.")
                : GuardDecision.ALLOWED;
        List<Word> files =
                operands.stream().filter(word -> word.prefix().endsWith(".py")).toList();
        return commands.or(Call.each(files, file -> Interpreters.file(call, file, CodeLanguage.PYTHON)));
    }
}
