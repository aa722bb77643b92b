package orchestrator.cli.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import orchestrator.home.AtomicFile;

/** The slash commands for Claude Code, taken from {@code .claude/commands} of this project. */
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
            "orch-report",
            "orch-watch");

    private SlashCommands() {}

    /** The outcome for one file. */
    public enum Outcome {
        WRITTEN("written    "),
        OVERWRITTEN("overwritten"),
        UNCHANGED("unchanged  "),
        /** A file with other content exists, which may be the user's own. */
        KEPT("kept       ");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public static Outcome install(String name, Path folder, ProgramCommand launcher, boolean force) {
        Path file = folder.resolve(name + ".md");
        String wanted = text(name, launcher);
        try {
            boolean there = Files.exists(file);
            if (there && Files.readString(file).equals(wanted)) return Outcome.UNCHANGED;
            if (there && !force) return Outcome.KEPT;
            Files.createDirectories(folder);
            AtomicFile.of(file).withPermissions("rw-r--r--").tryWrite(wanted);
            return there ? Outcome.OVERWRITTEN : Outcome.WRITTEN;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The command's text, with a way to call this program from anywhere. */
    static String text(String name, ProgramCommand launcher) {
        return own(name).replaceAll("\\./orchestrate\\b", Matcher.quoteReplacement(launcher.command()));
    }

    static String own(String name) {
        try (InputStream in = SlashCommands.class.getResourceAsStream("/orchestrator/commands/" + name + ".md")) {
            if (in == null)
                throw new IllegalStateException("this build lacks the command " + name + "; build it again");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the command " + name, e);
        }
    }
}
