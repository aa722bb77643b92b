package orchestrator.guard.command.packages;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Word;

/** make: it runs the project's rules, which is allowed, unless the line brings rules or programs of its own. */
final class Make {
    private static final OptionTable TABLE = OptionTable.of(
            "C:f:I:j?l?o:W:E:",
            "directory= file= makefile= eval= include-dir= jobs? load-average? old-file= what-if= dry-run just-print question");

    private Make() {}

    static GuardDecision judge(Call call) {
        Arguments arguments = call.read(TABLE);
        if (arguments.has("eval", "E"))
            return GuardDecision.ask(
                    "unknown-script", "make would run rules given on the line. Write them into a file.");
        List<GuardDecision> decisions = new ArrayList<>();
        for (Word file : arguments.values("f", "file", "makefile")) decisions.add(file(call, file));
        if (arguments.has("n", "dry-run", "just-print", "q", "question")) return GuardDecision.strictest(decisions);
        for (Word word : arguments.operands()) decisions.add(variable(call, word));
        boolean hasPlace =
                arguments.operands().stream().anyMatch(word -> word.prefix().matches("(?s)(DESTDIR|PREFIX|prefix)=.*"));
        boolean installs =
                arguments.operands().stream().anyMatch(word -> word.shown().matches("install|uninstall"));
        if (installs && !hasPlace)
            decisions.add(
                    GuardDecision.ask("install", "make install may write outside of the workspace. Give it DESTDIR."));
        boolean publishes = arguments.operands().stream()
                .anyMatch(word -> word.shown().matches("(.*[-_])?(publish|deploy)([-_].*)?"));
        if (publishes) decisions.add(GuardDecision.ask("publish", "This seems to publish or deploy the project."));
        return GuardDecision.strictest(decisions);
    }

    private static GuardDecision file(Call call, Word file) {
        if (file.shown().matches("-|/dev/(stdin|fd/.*)|[<$].*"))
            return GuardDecision.ask(
                    "unknown-script", "make would run rules that are in no file. Write them into one.");
        return call.write(file).isDenied()
                ? GuardDecision.ask("unknown-script", "make would run rules from outside of the workspace.")
                : GuardDecision.ALLOWED;
    }

    private static GuardDecision variable(Call call, Word word) {
        int equals = word.prefix().indexOf('=');
        if (equals < 0) return GuardDecision.ALLOWED;
        String name = word.prefix().substring(0, equals).replaceAll("[:+?]+$", "");
        Word value = Words.after(word, equals + 1);
        boolean isCommand = name.matches("CC|CXX|LD|AR|RM|CP|MV|PYTHON|NODE|INSTALL|MKDIR|AS|RANLIB");
        if (isCommand && value.shown().matches("(?s).*\\s.*")) return call.script(value);
        if (name.matches("DESTDIR|PREFIX|prefix")) return call.write(value);
        boolean isShell = name.matches("SHELL|MAKE|\\.SHELLFLAGS|MAKEFLAGS");
        return isShell && !value.shown().matches("(/usr)?/bin/(ba)?sh")
                ? GuardDecision.ask("unknown-script", "make would run another shell than usual.")
                : GuardDecision.ALLOWED;
    }
}
