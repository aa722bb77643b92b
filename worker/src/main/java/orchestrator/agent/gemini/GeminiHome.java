package orchestrator.agent.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import orchestrator.agent.adapter.ConversationFiles;
import orchestrator.json.Json;

/**
 * A home directory for one run of Gemini CLI, so that its conversation outlives it. Left to itself it takes the second
 * file of a resumed conversation for a damaged one, and deletes all of it at the next start; that ends only with a
 * setting, and the user's own settings are not ours to edit. So the run gets a copy of them with that setting, links to
 * the rest (log-in, extensions), and conversations of its own.
 */
record GeminiHome(Path directory) {
    private static final Set<String> CONVERSATIONS = Set.of("tmp", "history", "projects.json");
    private static final Set<String> OWN = Set.of("settings.json", "tmp", "history", "projects.json");
    private static final int ID_CHARACTERS_IN_NAME = 8;

    /** As Gemini CLI reads its settings: with comments. */
    private static final JsonMapper RELAXED =
            Json.MAPPER.rebuild().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private static final List<String> DENIED = List.of("write_file", "replace", "enter_plan_mode", "exit_plan_mode");

    static GeminiHome ofRun(Path run) {
        return new GeminiHome(run.normalize().resolve("gemini-home"));
    }

    /** A conversation's file is named for the first eight characters of its id. */
    boolean keeps(String conversation) throws IOException {
        String id = conversation.substring(0, Math.min(conversation.length(), ID_CHARACTERS_IN_NAME));
        return ConversationFiles.any(directory.resolve(".gemini").resolve("tmp"), 3, name -> name.contains(id));
    }

    /** Copies the conversations of another run; what is here already stays. */
    void adopt(GeminiHome other) throws IOException {
        for (String name : CONVERSATIONS) {
            Path from = other.directory.resolve(".gemini").resolve(name);
            if (Files.exists(from)) copy(from, directory.resolve(".gemini").resolve(name));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (!Files.exists(target)) Files.copy(path, target);
            }
        }
    }

    void prepare(Map<String, String> environment, boolean readOnly) throws IOException {
        Path users = usersHome(environment).resolve(".gemini");
        Path ours = Files.createDirectories(directory.resolve(".gemini"));
        if (Files.isDirectory(users)) link(users, ours);
        Path fresh = Files.createTempFile(ours, "settings", ".new");
        Files.writeString(fresh, Json.write(settings(users.resolve("settings.json"), readOnly)));
        Files.move(fresh, ours.resolve("settings.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    static Path usersHome(Map<String, String> environment) {
        String named = environment.getOrDefault("GEMINI_CLI_HOME", "");
        return Path.of(named.isEmpty() ? environment.getOrDefault("HOME", System.getProperty("user.home")) : named);
    }

    private static void link(Path users, Path ours) throws IOException {
        try (Stream<Path> entries = Files.list(users)) {
            for (Path entry : entries.toList()) {
                Path link = ours.resolve(entry.getFileName());
                if (OWN.contains(entry.getFileName().toString()) || Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                linkOnce(link, entry.toAbsolutePath());
            }
        }
    }

    private static void linkOnce(Path link, Path target) throws IOException {
        try {
            Files.createSymbolicLink(link, target);
        } catch (FileAlreadyExistsException e) {
            // Another launch of this run was here at the same time: it is the same link.
        }
    }

    private static ObjectNode settings(Path users, boolean readOnly) throws IOException {
        ObjectNode settings = Files.exists(users) ? read(users) : JsonNodeFactory.instance.objectNode();
        ObjectNode general = settings.withObject("/general");
        general.withObject("/sessionRetention").put("enabled", false);
        general.put("enableAutoUpdate", false);
        // It would refuse to start in a directory that is not trusted; restricted, it trusts none.
        if (readOnly) settings.withObject("/security/folderTrust").put("enabled", false);
        return settings;
    }

    private static ObjectNode read(Path users) throws IOException {
        try {
            if (RELAXED.readTree(users.toFile()) instanceof ObjectNode object) return object;
            throw new IOException(users + " is no JSON object");
        } catch (JsonProcessingException e) {
            throw new IOException("cannot read " + users + ": " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Denies what writes, also where all is approved: its own plan mode frees itself when nobody watches. Of commands only
     * these of git are let through; the end of the pattern is the quote that ends the command.
     */
    static void writeReadOnlyPolicy(Path file) throws IOException {
        StringBuilder rules = new StringBuilder();
        for (String tool : DENIED) rules.append(rule(tool, "deny", 900, ""));
        rules.append(rule("run_shell_command", "deny", 800, ""));
        rules.append(rule(
                "run_shell_command",
                "allow",
                900,
                "commandRegex = 'git (diff --no-ext-diff( --stat)?|log --oneline|status --short)\"'\n"));
        Files.writeString(file, rules);
    }

    private static String rule(String tool, String decision, int priority, String more) {
        return "[[rule]]\ntoolName = \"" + tool + "\"\ndecision = \"" + decision + "\"\npriority = " + priority + "\n"
                + more + "\n";
    }
}
