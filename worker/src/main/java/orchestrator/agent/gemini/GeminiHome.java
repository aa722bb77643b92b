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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import orchestrator.agent.AgentState;
import orchestrator.agent.GuardHook;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.StateDirectory;
import orchestrator.agent.adapter.ConversationFiles;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;
import orchestrator.launch.Remedy;

/**
 * A home directory for one run of Gemini CLI, which keeps its conversation. By default Gemini takes the second file of a
 * resumed conversation for a damaged one and deletes the conversation at its next start. Only a setting prevents that,
 * and the user's own settings must not be edited. So the run gets a copy of them with that setting, links to the rest
 * (log-in, extensions), and its own conversations.
 */
record GeminiHome(Path directory) {
    private static final Set<String> CONVERSATIONS = Set.of("tmp", "history", "projects.json");
    private static final Set<String> OWN = Set.of("settings.json", "tmp", "history", "projects.json");
    private static final Set<String> LOGIN = Set.of("oauth_creds.json", "google_accounts.json", "installation_id");
    private static final Set<String> SETTINGS =
            Set.of("settings.json", "GEMINI.md", "commands/", "extensions/", "policies/", "hooks/");
    private static final int ID_CHARACTERS_IN_NAME = 8;

    /** Gemini CLI's settings may have comments. */
    private static final JsonMapper RELAXED =
            Json.MAPPER.rebuild().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private static final List<String> DENIED = List.of("write_file", "replace", "enter_plan_mode", "exit_plan_mode");

    static GeminiHome ofRun(Path run) {
        return new GeminiHome(run.normalize().resolve("gemini-home"));
    }

    /** The name of a conversation's file has the first eight characters of its id. */
    boolean hasConversation(String conversation) throws IOException {
        String id = conversation.substring(0, Math.min(conversation.length(), ID_CHARACTERS_IN_NAME));
        return ConversationFiles.any(directory.resolve(".gemini").resolve("tmp"), 3, name -> name.contains(id));
    }

    /** Copies the conversations of another run, and overwrites nothing. */
    void copyConversation(GeminiHome other) throws IOException {
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

    /** @param trusts Gemini asks in no directory if it is trusted */
    void prepare(Map<String, String> environment, boolean trusts, LaunchSpec spec) throws IOException {
        GuardHook guard = spec.guard();
        Path users = usersHome(environment).resolve(".gemini");
        Path ours = Files.createDirectories(directory.resolve(".gemini"));
        if (guard != null) GeminiGuard.install(users.resolve("extensions"), ours, guard);
        if (Files.isDirectory(users)) link(users, ours);
        AtomicFile.of(ours.resolve("settings.json"))
                .ownerOnly()
                .tryWrite(Json.write(settings(users.resolve("settings.json"), trusts, spec)));
    }

    /** The user's own directory holds the log-in, which the links of this one lead to. */
    AgentState state(Map<String, String> environment) {
        StateDirectory users = new StateDirectory(
                usersHome(environment).resolve(".gemini"), LOGIN, SETTINGS, Set.of("tmp", "history", "projects.json"));
        Path ours = directory.resolve(".gemini");
        return new AgentState(
                List.of(users),
                List.of(directory),
                List.of(ours.resolve("settings.json"), GeminiGuard.directory(ours)),
                null);
    }

    static Path usersHome(Map<String, String> environment) {
        String named = environment.getOrDefault("GEMINI_CLI_HOME", "");
        return Path.of(named.isEmpty() ? environment.getOrDefault("HOME", System.getProperty("user.home")) : named);
    }

    static void link(Path users, Path ours) throws IOException {
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
            // Another launch of this run made the same link at the same time.
        }
    }

    private static ObjectNode settings(Path users, boolean trusts, LaunchSpec spec) throws IOException {
        ObjectNode settings = Files.exists(users) ? read(users) : JsonNodeFactory.instance.objectNode();
        ObjectNode general = settings.withObject("/general");
        general.withObject("/sessionRetention").put("enabled", false);
        general.put("enableAutoUpdate", false);
        // It refuses to start in an untrusted directory, and trusts none while restricted.
        // Gemini puts the variable's value in its place. A sandbox may show the directory under another name than here.
        if (spec.needs(Remedy.INCLUDE_DIRECTORIES))
            settings.withObject("/context").withArray("includeDirectories").add("$TMPDIR");
        if (trusts) settings.withObject("/security/folderTrust").put("enabled", false);
        if (spec.guard() != null) settings.withObject("/hooksConfig").put("enabled", true);
        return settings;
    }

    private static ObjectNode read(Path users) throws IOException {
        try {
            if (RELAXED.readTree(users.toFile()) instanceof ObjectNode object) return object;
            throw new IOException(users + " is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new IOException("cannot read " + users + ": " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Denies all tools that write, even in the mode that approves everything: Gemini's own plan mode ends itself when
     * headless. It allows only a few git commands; the pattern ends with the quote that ends the command.
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
