package orchestrator.workspace.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import orchestrator.git.Git;

/** The user's git settings for a repository, including those in included files. */
public final class UserConfig {
    /** They describe one repository, and would be wrong in another. */
    private static final Set<String> OF_ONE_REPOSITORY = Set.of(
            "core.bare",
            "core.worktree",
            "core.repositoryformatversion",
            "core.hookspath",
            "core.fsmonitor",
            "core.splitindex",
            "core.untrackedcache",
            "core.logallrefupdates",
            "core.sharedrepository");

    private static final List<String> SECTIONS_OF_ONE_REPOSITORY =
            List.of("include.", "includeif.", "gc.", "maintenance.", "receive.", "uploadpack.", "fsmonitor.");

    /** The remote that has missing objects. It is the one extension that the session's repository needs too. */
    private static final String PARTIAL_CLONE = "extensions.partialclone";

    private record Setting(String name, Optional<String> value) {}

    private final List<Setting> settings;

    private UserConfig(List<Setting> settings) {
        this.settings = settings;
    }

    public static UserConfig of(Git git) {
        List<Setting> settings = new ArrayList<>();
        String scope = "";
        // For each setting: its scope; then its name and, on the next line, its value.
        for (String part : new String(
                        git.bytes("config", "--list", "-z", "--includes", "--show-scope"), StandardCharsets.UTF_8)
                .split("\0", -1)) {
            if (scope.isEmpty()) {
                scope = part;
                continue;
            }
            if (!scope.equals("command")) settings.add(setting(part));
            scope = "";
        }
        return new UserConfig(settings);
    }

    private static Setting setting(String text) {
        int end = text.indexOf('\n');
        if (end < 0) return new Setting(text, Optional.empty());
        return new Setting(text.substring(0, end), Optional.of(text.substring(end + 1)));
    }

    /** The value in effect; empty if the setting is not set. */
    public Optional<String> value(String name) {
        Optional<String> last = Optional.empty();
        for (Setting setting : settings) {
            if (setting.name().equals(name)) last = setting.value();
        }
        return last.filter(value -> !value.isBlank());
    }

    /**
     * Appends to a file the settings in effect here that are not in effect there.
     *
     * @param there settings of the repository that the file belongs to
     */
    void addTo(Path file, UserConfig there) {
        StringBuilder text = new StringBuilder();
        boolean isPartial = false;
        for (Setting setting : settings) {
            if (there.settings.contains(setting) || !isForOthers(setting.name())) continue;
            isPartial |= setting.name().equals(PARTIAL_CLONE);
            text.append(written(setting));
        }
        if (isPartial) text.append("[core]\n\trepositoryformatversion = 1\n");
        try {
            Files.writeString(file, text.toString(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static boolean isForOthers(String name) {
        if (name.equals(PARTIAL_CLONE)) return true;
        return !OF_ONE_REPOSITORY.contains(name)
                && !name.startsWith("extensions.")
                && SECTIONS_OF_ONE_REPOSITORY.stream().noneMatch(name::startsWith);
    }

    /** In the syntax of a git config file: `section.name`, or `section.any text.name`. */
    private static String written(Setting setting) {
        int first = setting.name().indexOf('.');
        int last = setting.name().lastIndexOf('.');
        String section = setting.name().substring(0, first).toLowerCase(Locale.ROOT);
        String within = first == last ? "" : " " + quoted(setting.name().substring(first + 1, last));
        String value = setting.value().map(text -> " = " + quoted(text)).orElse("");
        return "[" + section + within + "]\n\t" + setting.name().substring(last + 1) + value + "\n";
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + "\"";
    }
}
