package orchestrator.guard.command.wrapper;

import java.util.Set;
import java.util.regex.Pattern;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.shell.Word;

/**
 * Many programs can start a shell, each with an option of its own. What they have in common is its name among their
 * arguments.
 */
public final class HiddenShell {
    private static final Pattern SHELL = Pattern.compile(
            "(?s).*(/bin/(ba|da|z|k|c|tc|a|fi)?sh\\b|[!|`]\\s*(ba|da|z|k)?sh\\b|--?shell-escape|ba?sh\\s+-[ic]\\b|^--?eval(=.*)?$|^-wrapper$|%\\{lua:|/inet/(tcp|udp)/).*");
    /** They look at a file that is a shell, or print its name. */
    private static final Set<String> LOOKING = Set.of(
            "file",
            "ldd",
            "nm",
            "readelf",
            "objdump",
            "size",
            "dpkg",
            "dpkg-query",
            "apt-file",
            "shellcheck",
            "shfmt",
            "getent",
            "id",
            "pgrep",
            "jq",
            "yq",
            "sha512sum",
            "cksum",
            "sum",
            "du",
            "find",
            "locate",
            "whereis",
            "set",
            "export",
            "declare",
            "local",
            "readonly",
            "read",
            "git",
            "gh",
            "man",
            "alias");

    private HiddenShell() {}

    public static GuardDecision judge(Call call) {
        if (LOOKING.contains(call.program())) return GuardDecision.ALLOWED;
        for (Word word : call.words()) {
            if (SHELL.matcher(word.shown()).matches())
                return GuardDecision.ask(
                        "hidden-shell",
                        call.program() + " could start a shell with `" + word.shown()
                                + "`, and the guard would not see what that runs. Run the command directly.");
        }
        return GuardDecision.ALLOWED;
    }
}
