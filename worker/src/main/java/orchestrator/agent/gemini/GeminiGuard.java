package orchestrator.agent.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.agent.GuardHook;
import orchestrator.agent.adapter.SettingsFile;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;

/**
 * The guard's hook as an extension of one run's home. Hooks in settings do not count in a directory that Gemini does not
 * trust, and those of extensions do. A checkout's own settings could switch off all hooks, but only in a trusted directory:
 * so a checkout with such settings is not trusted, and a policy then allows what that would take away.
 */
final class GeminiGuard {
    private static final String NAME = "orchestrator-guard";
    private static final List<String> PLAIN = List.of("sudo", "su", "doas", "mkfs", "fdisk", "shutdown", "reboot");

    /** A checkout's file {@code .env} sets only what is not set. These would reach into the hook's own programs. */
    static final Map<String, String> NOT_FROM_THE_CHECKOUT = Stream.of(
                    "BASH_ENV", "ENV", "LD_PRELOAD", "LD_AUDIT", "LD_LIBRARY_PATH", "NODE_OPTIONS", "CURL_HOME")
            .collect(Collectors.toMap(name -> name, name -> ""));

    private GeminiGuard() {}

    /** Of the extension with the hook. */
    static Path directory(Path ours) {
        return ours.resolve("extensions").resolve(NAME);
    }

    /** True if the checkout's own settings say anything that could keep the hook from being run. */
    static boolean mustNotTrust(Path workspace) {
        Path file = workspace.resolve(".gemini").resolve("settings.json");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return false;
        JsonNode settings = new SettingsFile(file).json();
        boolean isRead = settings.isObject() && !settings.isEmpty();
        return !isRead
                || Stream.of("hooks", "hooksConfig", "extensions", "admin", "experimental", "advanced", "security")
                        .anyMatch(settings::has);
    }

    /** The run's own directory of extensions, with links to the user's. */
    static void install(Path users, Path ours, GuardHook guard) throws IOException {
        Path extensions = ours.resolve("extensions");
        if (Files.isSymbolicLink(extensions)) Files.delete(extensions);
        Path hooks = Files.createDirectories(extensions.resolve(NAME).resolve("hooks"));
        if (Files.isDirectory(users)) GeminiHome.link(users, extensions);
        AtomicFile.of(hooks.resolveSibling("gemini-extension.json"))
                .tryWrite("{\"name\": \"" + NAME + "\", \"version\": \"1.0.0\"}");
        AtomicFile.of(hooks.resolve("hooks.json")).tryWrite(Json.write(settings(guard)));
    }

    private static ObjectNode settings(GuardHook guard) {
        ObjectNode settings = Json.MAPPER.createObjectNode();
        ObjectNode matcher = settings.putObject("hooks").putArray("BeforeTool").addObject();
        matcher.put("matcher", "*");
        matcher.putArray("hooks")
                .addObject()
                .put("type", "command")
                .put("name", NAME)
                .put("command", guard.line())
                .put("timeout", GuardHook.TIMEOUT_SECONDS * 1_000);
        return settings;
    }

    /** Denies the plain forms of some programs; the guard looks at all others. */
    static void writePolicy(Path file, boolean isTrusted) throws IOException {
        StringBuilder rules = new StringBuilder();
        for (String program : PLAIN) {
            rules.append("[[rule]]\ntoolName = \"run_shell_command\"\ncommandPrefix = \"")
                    .append(program)
                    .append("\"\ndecision = \"deny\"\npriority = 950\n\n");
        }
        if (!isTrusted) {
            rules.append("[[rule]]\ntoolName = \"*\"\ndecision = \"allow\"\npriority = 700\n\n");
            for (String tool : List.of("enter_plan_mode", "exit_plan_mode")) {
                rules.append("[[rule]]\ntoolName = \"" + tool + "\"\ndecision = \"deny\"\npriority = 900\n\n");
            }
        }
        Files.writeString(file, rules);
    }
}
