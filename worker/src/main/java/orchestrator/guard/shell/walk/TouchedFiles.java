package orchestrator.guard.shell.walk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Word;

/** What programs may have done to files that a later command of the same text runs. */
final class TouchedFiles {
    /** Programs that leave files given to them as they are. */
    private static final Set<String> READERS = Set.of(
            "chmod",
            "cat",
            "ls",
            "head",
            "tail",
            "test",
            "[",
            "echo",
            "printf",
            "grep",
            "wc",
            "file",
            "stat",
            "which",
            "less",
            "diff",
            "bash",
            "sh",
            "zsh",
            "dash",
            "shellcheck",
            "mkdir",
            "true",
            ":",
            "sha256sum",
            "md5sum");

    private final Walk walk;

    TouchedFiles(Walk walk) {
        this.walk = walk;
    }

    /** Remembers that a program may have changed the files among its arguments. */
    void remember(ShellCommand invocation, ShellState state) {
        String program = invocation.program().orElse("");
        if (READERS.contains(program)) return;
        List<Path> paths = new ArrayList<>();
        for (Word argument : invocation.arguments()) {
            String text = argument.prefix();
            if (program.matches("curl|wget") && text.contains("/"))
                Expander.path(text.substring(text.lastIndexOf('/') + 1), invocation.directory())
                        .ifPresent(path -> paths.add(path.normalize()));
            if (program.matches("curl|wget") && text.contains("://")) continue;
            if (text.isEmpty() || text.startsWith("-") || text.indexOf('\0') >= 0) continue;
            Expander.path(text, invocation.directory()).ifPresent(path -> paths.add(path.normalize()));
        }
        Optional<String> copied = Optional.empty();
        if ((program.equals("ln") || program.equals("install")) && paths.size() == 2)
            copied = walk.scripts().text(paths.get(0), state);
        boolean isCopy = (program.equals("cp") || program.equals("mv"))
                && paths.size() == 2
                && invocation.arguments().size() == 2;
        if (isCopy) copied = walk.scripts().text(paths.get(0), state);
        if (program.equals("tee") && invocation.arguments().size() == 1)
            copied = walk.substitutions()
                    .output(invocation.running(List.of(Word.of("cat"))))
                    .flatMap(Word::literal);
        for (Path path : paths) {
            state.written.remove(path);
            state.touched.put(path, program);
        }
        if (copied.isPresent()) state.written.put(paths.get(paths.size() - 1), copied);
    }
}
