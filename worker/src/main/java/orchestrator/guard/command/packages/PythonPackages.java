package orchestrator.guard.command.packages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** pip and its like. */
public final class PythonPackages {
    private static final OptionTable POSIX =
            OptionTable.of("+p:", "python= cache-dir= log= proxy= timeout= project= directory= config-file=");
    private static final OptionTable DOWNLOAD =
            OptionTable.of("d:w:r:c:i:f:t:", "dest= wheel-dir= requirement= constraint= index-url= target=");
    private static final OptionTable RUN = OptionTable.of(
            "+p:n:m:",
            "with= extra= group= python= env-file= directory= project= package= name= module= index-url= with-requirements= with-editable= spec= from= prefix=");
    private static final Set<String> KNOWN = Set.of(
            "ruff",
            "black",
            "mypy",
            "pytest",
            "isort",
            "flake8",
            "pyright",
            "pylint",
            "pre-commit",
            "tox",
            "nox",
            "bandit",
            "coverage",
            "sphinx",
            "mkdocs",
            "ty",
            "codespell",
            "poetry",
            "twine",
            "vulture");

    private PythonPackages() {}

    public static GuardDecision pip(Call call) {
        return pip(call, call.words());
    }

    private static GuardDecision pip(Call call, List<Word> words) {
        Arguments arguments = POSIX.read(words);
        Arguments rest = DOWNLOAD.read(arguments.operandsFrom(1));
        return switch (arguments.operand(0)) {
            case "install" -> rest.has("dry-run") && rest.has("no-deps") ? GuardDecision.ALLOWED : install();
            case "uninstall" -> GuardDecision.ask("install", "pip would remove packages that others may need.");
            case "download", "wheel" -> install().or(call.writeAll(rest.values("d", "w", "dest", "wheel-dir")));
            case "config" ->
                rest.operand(0).matches("list|get|debug|")
                        ? GuardDecision.ALLOWED
                        : GuardDecision.ask("preferences", "This changes the user's settings of pip.");
            default ->
                arguments.operands().isEmpty() || !arguments.operand(0).isEmpty() ? GuardDecision.ALLOWED : install();
        };
    }

    private static GuardDecision install() {
        return GuardDecision.ask(
                "install", "Installing a package runs code from the network. A person decides about it.");
    }

    static GuardDecision uv(Call call) {
        Arguments arguments = call.read(POSIX);
        List<Word> rest = arguments.operandsFrom(1);
        return switch (arguments.operand(0)) {
            case "pip" -> pip(call, rest);
            case "run" -> run(call, RUN.read(rest));
            case "tool" -> tool(call, POSIX.read(rest));
            case "publish" -> GuardDecision.ask("publish", "uv publish publishes a package.");
            case "self" ->
                GuardDecision.ask("install", "This changes programs for the whole machine, not just this project.");
            case "python" ->
                POSIX.read(rest).operand(0).matches("install|uninstall") ? install() : GuardDecision.ALLOWED;
            default -> GuardDecision.ALLOWED;
        };
    }

    private static GuardDecision tool(Call call, Arguments arguments) {
        if (arguments.operand(0).equals("run")) return packaged(call, RUN.read(arguments.operandsFrom(1)));
        return arguments.operand(0).matches("list|dir|") ? GuardDecision.ALLOWED : install();
    }

    static GuardDecision uvx(Call call) {
        return packaged(call, call.read(RUN));
    }

    static GuardDecision pipx(Call call) {
        Arguments arguments = call.read(POSIX);
        if (arguments.operand(0).equals("run")) return packaged(call, RUN.read(arguments.operandsFrom(1)));
        return arguments.operand(0).matches("list|environment|completions|") ? GuardDecision.ALLOWED : install();
    }

    private static GuardDecision packaged(Call call, Arguments arguments) {
        if (arguments.operands().isEmpty()) return GuardDecision.ALLOWED;
        String name = arguments.operand(0).replaceAll("(@|==).*$", "");
        boolean isKnown = KNOWN.contains(name) && !arguments.has("from", "spec", "with");
        return isKnown
                ? GuardDecision.watch("foreign-package", name + " is fetched from the network if it is not there.")
                : GuardDecision.ask(
                        "foreign-package", "A package from the network would run here. Add it to the project instead.");
    }

    private static GuardDecision run(Call call, Arguments arguments) {
        GuardDecision with = arguments.has("with") ? install() : GuardDecision.ALLOWED;
        List<Word> command = arguments.operands();
        Optional<Word> module = arguments.value("m", "module");
        if (module.isPresent()) return with;
        return with.or(call.run(command));
    }

    static GuardDecision environment(Call call) {
        Arguments arguments = call.read(POSIX);
        List<Word> rest = arguments.operandsFrom(1);
        boolean isConda = call.program().matches("conda|mamba|micromamba");
        return switch (arguments.operand(0)) {
            case "run" -> run(call, RUN.read(rest));
            case "publish" -> GuardDecision.ask("publish", call.program() + " publish publishes a package.");
            case "config" ->
                rest.stream().anyMatch(word -> !word.prefix().startsWith("-")) && rest.size() > 1
                        ? GuardDecision.ask("preferences", "This changes the user's settings.")
                        : GuardDecision.ALLOWED;
            case "install", "create", "update", "remove", "uninstall" -> isConda ? install() : GuardDecision.ALLOWED;
            case "self" ->
                GuardDecision.ask("install", "This changes programs for the whole machine, not just this project.");
            default -> GuardDecision.ALLOWED;
        };
    }
}
