package orchestrator.workspace.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import orchestrator.git.GitProgram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings of a session's repository that git needs to work, or that name programs which our own git would start. If
 * an agent changes one of these, all settings are restored.
 */
public final class GuardedSettings {
    private static final Logger log = LoggerFactory.getLogger(GuardedSettings.class);
    private static final String KEPT = "config.orchestrate";

    private static final List<String> GUARDED = List.of(
            "extensions.",
            "core.bare\n",
            "core.worktree\n",
            "core.repositoryformatversion\n",
            "core.attributesfile\n",
            "core.excludesfile\n",
            "core.sshcommand\n",
            "core.gitproxy\n",
            "include.",
            "includeif.",
            "filter.",
            "merge.",
            "diff.",
            "credential.",
            "gpg.",
            "protocol.");

    private GuardedSettings() {}

    static void keep(Path repository) throws IOException {
        Files.copy(repository.resolve("config"), repository.resolve(KEPT), StandardCopyOption.REPLACE_EXISTING);
    }

    public static void restore(GitProgram program, Path repository) {
        Path config = repository.resolve("config");
        Path kept = repository.resolve(KEPT);
        try {
            if (!Files.exists(kept)) return;
            if (Files.exists(config) && Files.mismatch(config, kept) < 0) return;
            if (of(program, config).equals(of(program, kept))) return;
            Files.copy(kept, config, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot restore the settings of " + repository, e);
        }
        log.warn("restored git settings that an agent had changed repository={}", repository);
    }

    /** Runs outside of any repository, so that broken settings do no harm. */
    private static List<String> of(GitProgram program, Path config) {
        GitProgram.Answer all = program.at(Path.of("/")).ask("config", "--file", config.toString(), "--list", "-z");
        if (!all.isGood()) return List.of("unreadable");
        return Arrays.stream(all.text().split("\0"))
                .filter(setting -> GUARDED.stream().anyMatch(setting::startsWith))
                .sorted()
                .toList();
    }
}
