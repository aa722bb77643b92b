package orchestrator.guard.shell.walk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import orchestrator.guard.FileRules;
import orchestrator.guard.FileView;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.CommandRules;
import orchestrator.guard.shell.NestedShell;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Word;

/**
 * A small world: the program {@code danger} is refused, writes are allowed below {@code /ws} and {@code /tmp/own}, and
 * {@code /secret} is not read. Remembers the commands that were judged.
 */
final class ShellRoom implements CommandRules, FileRules, FileView {
    static final Path WORKSPACE = Path.of("/ws");

    final Map<Path, String> files = new HashMap<>();
    final List<Path> directories = List.of(
            Path.of("/ws"),
            Path.of("/ws/sub"),
            Path.of("/ws/.git"),
            Path.of("/tmp"),
            Path.of("/etc"),
            Path.of("/tmp/own"),
            Path.of("/"));
    final List<String> commands = new ArrayList<>();
    final List<ShellCommand> invocations = new ArrayList<>();
    final ShellJudge judge =
            new ShellJudge(this, this, this, Map.of("HOME", "/home/me", "TMPDIR", "/tmp/own", "USER", "me"));

    GuardDecision judge(String text) {
        commands.clear();
        invocations.clear();
        return judge.judge(text, WORKSPACE);
    }

    @Override
    public GuardDecision judge(ShellCommand invocation, NestedShell shell) {
        invocations.add(invocation);
        commands.add(invocation.words().stream().map(Word::shown).collect(Collectors.joining(" ")));
        String program = invocation.program().orElse("");
        if (program.equals("danger")) return GuardDecision.deny("danger", "danger");
        if (program.equals("env") && invocation.words().size() > 1)
            return shell.command(invocation.running(invocation.arguments()));
        if (program.equals("rm"))
            return GuardDecision.strictest(invocation.arguments().stream()
                    .map(word -> removed(word, invocation))
                    .toList());
        return GuardDecision.ALLOWED;
    }

    private GuardDecision removed(Word word, ShellCommand invocation) {
        if (word.prefix().startsWith("-")) return GuardDecision.ALLOWED;
        if (word.literal().isEmpty() && !word.hasGlob()) return GuardDecision.deny("rm-unknown", word.shown());
        if (word.prefix().startsWith("/")) return write(Path.of(word.prefix()));
        return invocation
                .directory()
                .map(directory -> write(directory.resolve(word.prefix())))
                .orElse(GuardDecision.deny("rm-unknown", word.shown()));
    }

    @Override
    public GuardDecision write(Path path) {
        Path normal = path.normalize();
        boolean isOwn = normal.startsWith(WORKSPACE) && !normal.equals(WORKSPACE) || normal.startsWith("/tmp/own");
        return isOwn ? GuardDecision.ALLOWED : GuardDecision.deny("write-outside", path.toString());
    }

    @Override
    public GuardDecision delete(Path path, boolean isRecursive) {
        return write(path);
    }

    @Override
    public GuardDecision read(Path path) {
        return path.startsWith("/secret") ? GuardDecision.deny("secret", path.toString()) : GuardDecision.ALLOWED;
    }

    @Override
    public Path real(Path path) {
        return path.normalize();
    }

    @Override
    public boolean isDirectory(Path path) {
        return directories.contains(path);
    }

    @Override
    public Optional<String> text(Path path, int bytesMax) {
        return Optional.ofNullable(files.get(path.normalize()));
    }
}
