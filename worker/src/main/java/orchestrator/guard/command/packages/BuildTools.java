package orchestrator.guard.command.packages;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Word;

/** Build tools: they run what the project says, which is allowed, unless the line says otherwise. */
final class BuildTools {
    private static final OptionTable POSIX = OptionTable.of("+C:Z:", "manifest-path= config= color=");
    private static final OptionTable CMAKE =
            OptionTable.of("B:S:G:D:C:P:E:T:A:U:", "install= build= prefix= target= config= preset= open= parallel?");
    private static final OptionTable GO = OptionTable.of("o:p:", "");

    private BuildTools() {}

    static GuardDecision java(Call call) {
        List<GuardDecision> decisions = new ArrayList<>();
        for (Word word : call.words()) {
            String shown = word.shown();
            if (shown.matches(
                    "deploy|.*:deploy|deploy:.*|release:.*|site-deploy|publish[A-Za-z]*|.*:publish[A-Za-z]*|uploadArchives|closeAndRelease.*"))
                decisions.add(GuardDecision.ask("publish", "This publishes the project's artifacts."));
            if (shown.startsWith("-Dexec.executable") || shown.matches("(-I|--init-script).*"))
                decisions.add(
                        GuardDecision.ask("unknown-script", "The build would run another program than the project's."));
        }
        return GuardDecision.strictest(decisions);
    }

    static GuardDecision cargo(Call call) {
        List<Word> words = call.words();
        boolean hasToolchain = !words.isEmpty() && words.get(0).prefix().startsWith("+");
        Arguments arguments = POSIX.read(hasToolchain ? words.subList(1, words.size()) : words);
        if (arguments.values("config").stream()
                .anyMatch(word -> word.shown().matches("(?s).*(runner|wrapper|linker|rustc|alias|credential).*")))
            return GuardDecision.ask("unknown-script", "These settings make cargo run other programs.");
        return switch (arguments.operand(0)) {
            case "install", "uninstall" ->
                GuardDecision.ask("install", "This changes programs for the whole machine, not just this project.");
            case "publish", "yank", "owner" -> GuardDecision.ask("publish", "This changes what others can fetch.");
            case "login", "logout" -> GuardDecision.deny("credentials", "Agents may not change the user's access.");
            default -> GuardDecision.ALLOWED;
        };
    }

    static GuardDecision go(Call call) {
        Arguments arguments = OptionTable.of("+C:", "").read(call.words());
        String action = arguments.operand(0);
        List<Word> rest = arguments.operandsFrom(1);
        boolean runsOther = call.words().stream()
                .anyMatch(word -> word.prefix().matches("--?(exec|toolexec|vettool|overlay)\\b.*"));
        if (runsOther) return GuardDecision.ask("unknown-script", "go would run another program than its own.");
        if (action.matches("install|run")
                && rest.stream().anyMatch(word -> word.shown().contains("@")))
            return GuardDecision.ask(
                    "foreign-package", "A package from the network would be built, and run or installed.");
        boolean isElsewhere = action.equals("run")
                && !rest.isEmpty()
                && call.write(rest.get(0)).isDenied()
                && rest.get(0).prefix().startsWith("/");
        if (isElsewhere) return GuardDecision.ask("unknown-script", "The program is not one of the project.");
        if (action.equals("env") && rest.stream().anyMatch(word -> word.shown().equals("-w")))
            return GuardDecision.ask("preferences", "This changes the user's settings of go.");
        return action.equals("build") ? call.writeAll(GO.read(rest).values("o")) : GuardDecision.ALLOWED;
    }

    static GuardDecision cmake(Call call) {
        Arguments arguments = call.read(CMAKE);
        if (arguments.has("E")) {
            int at = 0;
            while (at < call.words().size() && !call.words().get(at).shown().equals("-E")) at++;
            return call.run(ofTool(call.words()
                    .subList(Math.min(at + 1, call.words().size()), call.words().size())));
        }
        if (arguments.has("P"))
            return GuardDecision.ask("unknown-script", "cmake -P runs a script, which the guard cannot read.");
        GuardDecision install = arguments.has("install") && !arguments.has("prefix")
                ? GuardDecision.ask("install", "cmake --install may write outside of the workspace. Give it --prefix.")
                : GuardDecision.ALLOWED;
        return install.or(call.writeAll(arguments.values("B", "prefix")));
    }

    /** cmake's own small tools, as the programs that do the same. */
    private static List<Word> ofTool(List<Word> words) {
        if (words.isEmpty()) return words;
        List<Word> rest = words.subList(1, words.size());
        return switch (words.get(0).literal().orElse("")) {
            case "rm", "remove", "remove_directory" -> Words.concat(Words.of("rm", "-rf"), rest);
            case "copy", "copy_directory" -> Words.concat(Words.of("cp", "-r"), rest);
            case "rename" -> Words.concat(Words.of("mv"), rest);
            case "make_directory" -> Words.concat(Words.of("mkdir"), rest);
            case "create_symlink" -> Words.concat(Words.of("ln", "-s"), rest);
            case "env", "time", "touch", "tar", "cat", "echo" -> words;
            default -> Words.of("true");
        };
    }

    static GuardDecision bundle(Call call) {
        Arguments arguments = call.read(POSIX);
        if (arguments.operand(0).equals("exec"))
            return call.run(POSIX.read(arguments.operandsFrom(1)).operands());
        return GuardDecision.ALLOWED;
    }

    static GuardDecision composer(Call call) {
        Arguments arguments = call.read(POSIX);
        if (arguments.operand(0).equals("global"))
            return GuardDecision.ask("install", "This changes programs for the whole machine, not just this project.");
        if (arguments.operand(0).matches("exec")) return call.run(arguments.operandsFrom(1));
        return GuardDecision.ALLOWED;
    }

    static GuardDecision versions(Call call) {
        Arguments arguments = call.read(POSIX);
        String action = arguments.operand(0);
        if (action.matches("exec|x")) {
            List<Word> rest = arguments.operandsFrom(1);
            int dashes = 0;
            while (dashes < rest.size() && !rest.get(dashes).shown().equals("--")) dashes++;
            return call.run(
                    dashes < rest.size()
                            ? rest.subList(dashes + 1, rest.size())
                            : rest.subList(Math.min(1, rest.size()), rest.size()));
        }
        if (action.matches("allow|permit|trust|plugin|plugins"))
            return GuardDecision.ask("install", "This lets code of a directory run whenever the user enters it.");
        return action.matches("install|global|use-global|uninstall|upgrade|self-update")
                ? GuardDecision.ask("install", "This changes programs for the whole machine, not just this project.")
                : GuardDecision.ALLOWED;
    }
}
