package orchestrator.guard.shell.value;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Variables that a shell begins with, as far as they are known. */
public record Environment(Map<String, String> known) {
    private static final Set<String> TOKENS = Set.of(
            "RANDOM",
            "SECONDS",
            "LINENO",
            "UID",
            "EUID",
            "PPID",
            "SHLVL",
            "COLUMNS",
            "LINES",
            "OPTIND",
            "SRANDOM",
            "EPOCHSECONDS",
            "HOSTNAME",
            "HOSTTYPE",
            "OSTYPE",
            "BASHPID",
            "BASH_VERSION");
    private static final Map<String, String> FIXED = Map.of("IFS", " \t\n", "BASH", "/bin/bash");

    private static final Pattern USUAL = Pattern.compile(
            "\\d+|[^A-Za-z]|.*(PATH|SHELL|HOME|USER|PROXY|proxy|TOKEN|KEY)|(LANG|LC_|TERM|XDG_|npm_|NODE|JAVA|GIT|BASH|ZSH|PS\\d"
                    + "|CLAUDE|CODEX|GEMINI|ANTHROPIC|OPENAI|GOOGLE|ORCHESTRATOR|SSH|DBUS|DISPLAY|TMP|LD_|PYTHON|CI|LESS|MAIL|LOG).*"
                    + "|EDITOR|VISUAL|PAGER|BROWSER|PWD|OLDPWD|IFS|TZ|CC|CXX|MAKE|MAKEFLAGS|ENV|_");

    public Environment {
        known = Map.copyOf(known);
    }

    /** True if it may be set without our knowledge; others count as unset where a default is given for them. */
    public boolean maySet(String name) {
        return known.containsKey(name)
                || TOKENS.contains(name)
                || USUAL.matcher(name).matches();
    }

    public Value value(String name) {
        String fixed = FIXED.get(name);
        if (fixed != null) return Value.of(fixed);
        String text = known.get(name);
        if (text != null) return Value.of(text);
        return TOKENS.contains(name) ? Value.unknownToken("$" + name) : Value.unknown("$" + name);
    }
}
