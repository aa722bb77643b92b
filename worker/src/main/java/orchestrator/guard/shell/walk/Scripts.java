package orchestrator.guard.shell.walk;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.NestedShell;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.value.ShellOptions;
import orchestrator.guard.shell.value.Value;

/** Shells that a command starts, and scripts in files. */
final class Scripts {
    private static final int BYTES_MAX = 64 * 1024;
    static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "ash", "mksh", "rbash");
    private static final Set<String> FETCHERS = Set.of(
            "curl", "wget", "base64", "openssl", "xxd", "scp", "rsync", "nc", "python", "python3", "perl", "gunzip",
            "tar", "unzip", "git");

    private final Walk walk;

    Scripts(Walk walk) {
        this.walk = walk;
    }

    /** A shell started by a command: it knows exported variables only. */
    ShellState childOf(ShellState state, ShellCommand by) {
        ShellState child = state.copy();
        Set<String> known = walk.surroundings().environment().known().keySet();
        child.variables.keySet().removeIf(name -> !state.exported.contains(name) && !known.contains(name));
        child.functions.keySet().retainAll(state.exported);
        child.aliases.clear();
        child.uncalled.clear();
        child.positional = List.of();
        child.isDead = false;
        by.assignments().forEach((name, word) -> {
            if (name.startsWith("BASH_FUNC_"))
                throw new UnreadableShell(
                        "shell-variable", name + " defines a function for other shells; call the program by its path.");
            child.variables.put(name, Value.of(word));
            child.exported.add(name);
        });
        child.stdin = by.stdin();
        child.directories = by.directory().map(Set::of).orElse(Set.of());
        return child;
    }

    /** Judges what a shell or a script behind this command runs; nothing if it is neither. */
    void run(ShellCommand invocation, ShellState state) {
        String name = invocation.words().get(0).literal().orElse("");
        if (SHELLS.contains(invocation.program().orElse(""))) shell(invocation, state);
        else if (name.contains("/")) file(name, invocation.arguments(), invocation, state, false);
    }

    private void shell(ShellCommand invocation, ShellState state) {
        ShellOptions options = ShellOptions.of(invocation.arguments());
        if (options.isHarmless()) return;
        List<Word> rest = options.rest();
        if (options.hasText()) {
            if (rest.isEmpty()) return;
            String text =
                    rest.get(0).literal().orElseThrow(() -> unknown(rest.get(0).shown()));
            Word self = rest.size() > 1 ? rest.get(1) : invocation.words().get(0);
            text(text, self, rest.size() > 1 ? rest.subList(2, rest.size()) : List.of(), invocation, state);
        } else if (!rest.isEmpty() && !options.readsInput()) {
            Word file = rest.get(0);
            String path = file.sample().orElseThrow(() -> unknown(file.shown()));
            if (path.matches("/dev/stdin|/dev/fd/0|/proc/self/fd/0"))
                input(rest.subList(1, rest.size()), invocation, state);
            else file(path, rest.subList(1, rest.size()), invocation, state, true);
        } else {
            input(rest, invocation, state);
        }
    }

    private static UnreadableShell unknown(String shown) {
        return new UnreadableShell(
                "shell-code",
                "It is not known what '" + shown + "' is when a shell runs it; write the command openly.");
    }

    private void text(String text, Word self, List<Word> positional, ShellCommand by, ShellState state) {
        ShellState child = childOf(state, by);
        child.variables.put("0", Value.of(self));
        child.positional = positional;
        walk.runText(text, child);
        state.learnFilesFrom(child);
    }

    private void input(List<Word> positional, ShellCommand invocation, ShellState state) {
        Stdin stdin = invocation.stdin();
        if (stdin instanceof Stdin.Inherited) return;
        if (stdin instanceof Stdin.File file) {
            String path =
                    file.path().sample().orElseThrow(() -> unknown(file.path().shown()));
            file(path, positional, invocation.reading(new Stdin.Inherited()), state, true);
            return;
        }
        ShellCommand cat = invocation.running(List.of(Word.of("cat")));
        Optional<String> known = walk.substitutions().output(cat).flatMap(Word::literal);
        if (known.isPresent())
            text(known.get(), invocation.words().get(0), positional, invocation.reading(new Stdin.Inherited()), state);
        else if (stdin instanceof Stdin.Text text) throw unknown(text.text().shown());
        else
            walk.add(
                    GuardDecision.ask(
                            "shell-pipe",
                            "A shell would run what another command prints, which nobody has seen; save it to a file, look at it, and run that."));
    }

    /** Text of a file as it will be at this place. */
    Optional<String> text(Path path, ShellState state) {
        Optional<String> written = state.written.get(path.normalize());
        return written == null ? walk.surroundings().view().text(path, BYTES_MAX) : written;
    }

    void file(String name, List<Word> arguments, ShellCommand by, ShellState state, boolean isForShell) {
        Path path;
        try {
            path = Expander.path(name, by.directory()).orElse(null);
        } catch (InvalidPathException e) {
            throw unknown(name);
        }
        if (path == null) return;
        walk.add(walk.surroundings().files().read(path));
        boolean isWritten = state.written.containsKey(path.normalize());
        Optional<String> text = text(path, state);
        if (isWritten && text.isEmpty()) throw unknown(name);
        String toucher = state.touched.getOrDefault(path.normalize(), "");
        boolean isFetched = FETCHERS.contains(toucher)
                || text.isEmpty() && isFetchedAs(path, state)
                || toucher.equals("ln")
                || text.isEmpty() && toucher.matches("cp|mv|install")
                || text.isEmpty()
                        && isForShell
                        && state.touched.values().stream().anyMatch(FETCHERS::contains);
        if (!isWritten && (isFetched || isForShell && !toucher.isEmpty())) {
            walk.add(
                    GuardDecision.ask(
                            "shell-script",
                            "The script " + name
                                    + " is made and run by the same command, so nobody has seen it; run it on its own, after you have looked at it."));
            return;
        }
        if (text.isEmpty() || text.get().indexOf('\0') >= 0) return;
        content(path, text.get(), arguments, by, state, isForShell, isWritten);
    }

    /** True if something of that name was fetched, as {@code curl -O} does. */
    private static boolean isFetchedAs(Path path, ShellState state) {
        Path name = path.getFileName();
        return name != null
                && state.touched.entrySet().stream()
                        .anyMatch(touched -> FETCHERS.contains(touched.getValue())
                                && name.equals(touched.getKey().getFileName()));
    }

    private void content(
            Path path,
            String text,
            List<Word> arguments,
            ShellCommand by,
            ShellState state,
            boolean isForShell,
            boolean isWritten) {
        String first = text.startsWith("#!")
                ? text.lines().findFirst().orElse("").substring(2).strip()
                : "";
        List<String> interpreter = new ArrayList<>(List.of(first.split("\\s+")));
        if (interpreter.get(0).endsWith("/env"))
            interpreter.removeIf(each -> each.endsWith("/env") || each.startsWith("-"));
        String program = interpreter.isEmpty()
                ? ""
                : interpreter.get(0).substring(interpreter.get(0).lastIndexOf('/') + 1);
        boolean isShell = isForShell || program.isEmpty() || SHELLS.contains(program);
        GuardDecision found = walk.apart(() -> walk.deeper(() -> {
            if (isShell) text(text, Word.of(path.toString()), arguments, by, state);
            else interpreted(interpreter, path, arguments, by, state);
            return true;
        }));
        // The project's own scripts may hold more than can be read; what they surely do counts all the same.
        boolean isUnread = found.isDenied() && found.rule().startsWith("shell-") && !isWritten;
        walk.add(
                isUnread
                        ? GuardDecision.watch(
                                "script-unread",
                                "Not all of the script " + path.getFileName() + " can be judged: " + found.reason())
                        : found);
    }

    private void interpreted(
            List<String> interpreter, Path path, List<Word> arguments, ShellCommand by, ShellState state) {
        List<Word> words = new ArrayList<>();
        interpreter.forEach(each -> words.add(Word.of(each)));
        words.add(Word.of(path.toString()));
        words.addAll(arguments);
        NestedShell shell = walk.simple().nested(state);
        walk.add(walk.surroundings().commands().judge(by.running(words), shell));
    }

    boolean isMade(Path file, ShellState state) {
        Path path = file.normalize();
        return state.written.containsKey(path) || FETCHERS.contains(state.touched.getOrDefault(path, ""));
    }
}
