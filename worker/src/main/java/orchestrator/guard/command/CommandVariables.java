package orchestrator.guard.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Word;

/** Variables set for a command that make it run something else. */
final class CommandVariables {
    private static final Set<String> COMMANDS = Set.of(
            "PAGER",
            "GIT_PAGER",
            "MANPAGER",
            "EDITOR",
            "VISUAL",
            "GIT_EDITOR",
            "GIT_SEQUENCE_EDITOR",
            "GIT_SSH_COMMAND",
            "GIT_SSH",
            "GIT_ASKPASS",
            "SSH_ASKPASS",
            "GIT_EXTERNAL_DIFF",
            "GIT_PROXY_COMMAND",
            "LESSOPEN",
            "LESSCLOSE",
            "BROWSER",
            "RSYNC_RSH",
            "PROMPT_COMMAND",
            "SUDO_ASKPASS",
            "CARGO_BUILD_RUSTC_WRAPPER",
            "RUSTC_WRAPPER",
            "TAR_OPTIONS",
            "ZIPOPT");
    private static final Set<String> CODE = Set.of(
            "LD_PRELOAD",
            "LD_AUDIT",
            "DYLD_INSERT_LIBRARIES",
            "BASH_ENV",
            "ENV",
            "PYTHONSTARTUP",
            "PERL5OPT",
            "RUBYOPT",
            "GIT_EXEC_PATH",
            "GIT_TEMPLATE_DIR",
            "GIT_CONFIG_PARAMETERS",
            "PERL5DB",
            "GCONV_PATH",
            "PYTHONHOME",
            "BASH_FUNC_x",
            "SHELLOPTS");

    private CommandVariables() {}

    static GuardDecision judge(Call call) {
        List<GuardDecision> decisions = new ArrayList<>();
        for (Map.Entry<String, Word> variable : call.invocation().assignments().entrySet())
            decisions.add(of(call, variable.getKey(), variable.getValue()));
        return GuardDecision.strictest(decisions);
    }

    private static GuardDecision of(Call call, String name, Word value) {
        boolean isEmpty = value.shown().isEmpty();
        if (isEmpty) return GuardDecision.ALLOWED;
        if (COMMANDS.contains(name)) return without(call, name).script(value);
        if (CODE.contains(name) || name.startsWith("BASH_FUNC_"))
            return GuardDecision.ask(
                    "variable", "With " + name + " the command would run other code than it seems to.");
        if (name.matches("PATH|PYTHONPATH|PERL5?LIB|RUBYLIB|NODE_PATH|CLASSPATH|GEM_PATH|LUA_PATH|LUA_CPATH")) {
            for (String directory : value.prefix().split("[:;]"))
                if (call.isAnybodys(Word.of(directory))) return MadePrograms.asked(Word.of(directory));
        }
        if (name.matches("(_JAVA|JAVA_TOOL|JDK_JAVA|MAVEN|GRADLE)_OPT(ION)?S")
                && value.shown().matches("(?s).*-(javaagent|agentpath|agentlib|XX:OnError|XX:OnOutOfMemoryError).*"))
            return GuardDecision.ask("variable", "With these options java would run other code than it seems to.");
        if (name.equals("PATH")) return path(call, value);
        boolean isElsewhere = value.prefix().matches("(?s)(/|\\.\\.|~).*");
        if (name.matches("GIT_(WORK_TREE|DIR|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY)") && isElsewhere)
            return call.write(Words.concat(value, "/unknown"));
        if (name.equals("NODE_OPTIONS")
                && value.shown().matches("(?s).*(--require|-r|--import|--loader|--experimental-loader|--eval)\\b.*"))
            return GuardDecision.ask("variable", "With these NODE_OPTIONS node would run other code than it seems to.");
        if (name.matches("GIT_CONFIG_(KEY|COUNT|VALUE).*|GIT_CONFIG(_GLOBAL|_SYSTEM)?")
                && !value.shown().equals("/dev/null"))
            return GuardDecision.ask("variable", name + " gives git settings that can run other programs.");
        return GuardDecision.ALLOWED;
    }

    /** A program that the same line has made stands before the real one. */
    private static GuardDecision path(Call call, Word value) {
        for (String directory : value.prefix().split(":")) {
            boolean isMade = call.paths()
                    .path(Word.of(directory + "/" + call.program()))
                    .filter(file -> !directory.isEmpty() && call.shell().isMade(file))
                    .isPresent();
            if (isMade)
                return GuardDecision.ask(
                        "variable", call.program() + " would be a program that the same line has made.");
        }
        return GuardDecision.ALLOWED;
    }

    private static Call without(Call call, String name) {
        Map<String, Word> others = new HashMap<>(call.invocation().assignments());
        others.remove(name);
        ShellCommand invocation = call.invocation();
        return new Call(
                new ShellCommand(invocation.words(), others, invocation.stdin(), invocation.directory()),
                call.shell(),
                call.around());
    }
}
