package orchestrator.cli.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;

/** Claude Code's slash commands, as they lie in {@code .claude/commands} of our own project. */
public final class SlashCommands {
    public static final List<String> NAMES = List.of(
            "orchestrate",
            "orch-status",
            "orch-monitor",
            "orch-list",
            "orch-logs",
            "orch-review",
            "orch-pause",
            "orch-resume",
            "orch-stop",
            "orch-abort",
            "orch-report");

    private SlashCommands() {}

    /** What became of a file. */
    public enum Outcome {
        WRITTEN("written    "),
        OVERWRITTEN("overwritten"),
        UNCHANGED("unchanged  "),
        /** It is there with other words, which are somebody's. */
        KEPT("kept       ");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Writes it wholly or not at all. */
    public static Outcome install(String name, Path folder, ProgramCommand launcher, boolean force) {
        Path file = folder.resolve(name + ".md");
        String wanted = text(name, launcher);
        try {
            boolean there = Files.exists(file);
            if (there && Files.readString(file).equals(wanted)) return Outcome.UNCHANGED;
            if (there && !force) return Outcome.KEPT;
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, name, ".new");
            Files.writeString(draft, wanted);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return there ? Outcome.OVERWRITTEN : Outcome.WRITTEN;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The command's words with the way to call us from anywhere. */
    static String text(String name, ProgramCommand launcher) {
        return own(name).replaceAll("\\./orchestrate\\b", Matcher.quoteReplacement(launcher.command()));
    }

    static String own(String name) {
        try (InputStream in = SlashCommands.class.getResourceAsStream("/orchestrator/commands/" + name + ".md")) {
            if (in == null) throw new IllegalStateException("this build has no command " + name + "; build it again");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the command " + name, e);
        }
    }
}
