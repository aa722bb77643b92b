package orchestrator.guard.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.shell.Word;

/** What a build tool runs, if the same text has written it just before; and programs that anybody may have put there. */
final class MadePrograms {
    private static final Pattern DOUBTFUL = Pattern.compile(
            "(?s).*(\\b(system|popen|execl?[vp]*e?|RemoveAll|remove_dir_all|remove_file|unlink|Remove|WriteFile)\\s*\\(|exec\\.Command|Command::new"
                    + "|\\brm\\s+-[a-zA-Z]*[rf]\\S*\\s+(-\\S+\\s+)*[/~$.]|/etc/|\\.ssh|\\.bashrc|\\bsudo\\b|(curl|wget)[^|]*\\|).*");
    private static final Pattern SCRIPTS = Pattern.compile("\"scripts\"\\s*:\\s*\\{([^}]*)}");
    private static final Pattern SCRIPT = Pattern.compile("\"[^\"]*\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String RUNNING =
            "(ba|da|z|k)?sh|source|\\.|java|[gmn]?awk|python[0-9.]*|node|perl|ruby|php|lua|make|docker|docker-compose|podman";

    private MadePrograms() {}

    static GuardDecision judge(Call call) {
        return anybodys(call)
                .or(
                        switch (call.program()) {
                            case "make", "gmake" ->
                                source(call, Word.of("Makefile")).or(source(call, Word.of("makefile")));
                            case "npm", "yarn", "pnpm", "bun" -> scripts(call);
                            case "go", "gcc", "cc", "g++", "c++", "clang", "clang++", "rustc", "tcc" ->
                                Call.each(
                                        call.words().stream()
                                                .filter(word -> word.prefix().matches("[^-].*\\.(go|c|cc|cpp|rs|S|s)"))
                                                .toList(),
                                        file -> source(call, file));
                            case "cargo" -> source(call, Word.of("src/main.rs")).or(source(call, Word.of("build.rs")));
                            default -> GuardDecision.ALLOWED;
                        });
    }

    private static Optional<String> made(Call call, Word file) {
        return call.paths()
                .path(file)
                .filter(path -> call.shell().isMade(path))
                .flatMap(path -> call.shell().made(path));
    }

    private static GuardDecision source(Call call, Word file) {
        return made(call, file).filter(text -> DOUBTFUL.matcher(text).matches()).isPresent()
                ? GuardDecision.ask(
                        "made-program",
                        "What the same command has written into " + file.shown()
                                + " would run. Write it with your editing tool, and run it on its own.")
                : GuardDecision.ALLOWED;
    }

    private static GuardDecision scripts(Call call) {
        List<GuardDecision> decisions = new ArrayList<>();
        Matcher scripts = SCRIPTS.matcher(made(call, Word.of("package.json")).orElse(""));
        while (scripts.find()) {
            Matcher script = SCRIPT.matcher(scripts.group(1));
            while (script.find()) decisions.add(call.script(Word.of(script.group(1))));
        }
        for (Word word : call.words())
            if (word.prefix().startsWith("scripts."))
                decisions.add(
                        call.script(Word.of(word.shown().substring(word.shown().indexOf('=') + 1))));
        if (call.words().stream()
                .findFirst()
                .filter(word -> word.shown().equals("set-script"))
                .isPresent())
            decisions.add(call.scripts(call.words()
                    .subList(Math.min(2, call.words().size()), call.words().size())));
        return GuardDecision.strictest(decisions);
    }

    /** A program, or code for one, in a directory that every user can write to. */
    private static GuardDecision anybodys(Call call) {
        List<Word> candidates =
                new ArrayList<>(List.of(call.invocation().words().get(0)));
        boolean runsFiles = call.program().matches(RUNNING);
        for (int i = 0; runsFiles && i < call.words().size(); i++) {
            String text = call.words().get(i).prefix();
            boolean isFirst = i == 0 && text.startsWith("/") && !call.program().matches("[gmn]?awk");
            boolean isOption =
                    text.matches("-(jar|f|cp|r)|--file") && i + 1 < call.words().size();
            if (isFirst) candidates.add(call.words().get(i));
            if (isOption) candidates.add(call.words().get(i + 1));
            if (text.startsWith("-javaagent:")) candidates.add(Word.of(text.substring(11)));
        }
        return Call.each(candidates, word -> call.isAnybodys(word) ? asked(word) : GuardDecision.ALLOWED);
    }

    static GuardDecision asked(Word word) {
        return GuardDecision.ask(
                "shared-program",
                "Any user of this machine may have put " + word.shown() + " there. Run programs of the project.");
    }
}
