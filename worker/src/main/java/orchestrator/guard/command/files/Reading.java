package orchestrator.guard.command.files;

import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** Programs that only read: all but secrets is free. */
final class Reading {
    private static final OptionTable GREP = OptionTable.of(
            "e:f:m:A:B:C:d:D:",
            "regexp= file= max-count= after-context= before-context= context= directories= devices= include= exclude="
                    + " exclude-dir= exclude-from= label= binary-files= color? colour? recursive dereference-recursive");
    private static final OptionTable RIPGREP = OptionTable.of(
            "e:f:m:A:B:C:g:t:T:M:j:d:r:E:",
            "regexp= file= max-count= after-context= before-context= context= glob= iglob= type= type-not= max-columns="
                    + " threads= max-depth= replace= encoding= pre= pre-glob= sort= sortr= color= colors= hostname-bin= ignore-file="
                    + " max-filesize= engine= context-separator= path-separator=");

    private static final OptionTable MAN = OptionTable.of("P:C:M:S:s:e:L:m:p:r:k:K:f:H?", "pager= html? config-file=");

    private Reading() {}

    static GuardDecision files(Call call) {
        boolean isCommand = call.program().matches("less|more|view")
                && call.words().stream().anyMatch(word -> word.prefix().matches("(?s)\\+.*[!|].*"));
        if (isCommand) return GuardDecision.ask("pager-command", "The pager would run a command. Run it directly.");
        return call.readAll(call.words().stream()
                .filter(word -> !word.prefix().startsWith("-"))
                .toList());
    }

    static GuardDecision man(Call call) {
        return call.scripts(call.read(MAN).values("P", "pager", "H", "html"));
    }

    static GuardDecision grep(Call call) {
        Arguments arguments = call.read(GREP);
        boolean isRecursive = arguments.has("r", "R", "recursive", "dereference-recursive");
        GuardDecision patterns = call.readAll(arguments.values("f", "file", "exclude-from"));
        return patterns.or(Call.each(
                files(arguments),
                file -> isRecursive ? call.paths().readTree(file) : call.paths().read(file)));
    }

    static GuardDecision ripgrep(Call call) {
        Arguments arguments = call.read(RIPGREP);
        GuardDecision run = call.scripts(arguments.values("pre", "hostname-bin", "pager"));
        boolean seesHidden = arguments.has("hidden", "u", "uu", "uuu", "unrestricted", ".", "a");
        return run.or(Call.each(
                files(arguments),
                file -> seesHidden ? call.paths().readTree(file) : call.paths().read(file)));
    }

    private static List<Word> files(Arguments arguments) {
        boolean isPatternApart = arguments.has("e", "f", "regexp", "file", "files");
        return arguments.operandsFrom(isPatternApart ? 0 : 1);
    }
}
