package orchestrator.cli.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import orchestrator.cli.output.CommandException;
import orchestrator.home.ProjectSecrets;
import org.jspecify.annotations.Nullable;

/** Makes a project's settings of the variables that auto-fix knows. Other variables belong to the project. */
final class SettingsReader {
    private static final Set<String> NAMES = Set.of(
            "ANTHROPIC_API_KEY",
            "PROJECT_ROOT",
            "WATCH_PATHS",
            "CLAUDE_MODEL",
            "MAX_RETRIES",
            "AUTO_FIX_ENABLED",
            "FILE_WATCH_DEBOUNCE_SECONDS",
            "CIRCUIT_BREAKER_THRESHOLD",
            "CIRCUIT_BREAKER_WINDOW",
            "GITHUB_TOKEN",
            "GITHUB_REPO",
            "SLACK_WEBHOOK_URL",
            "EMAIL_WEBHOOK_URL",
            "STATE_FILE",
            "LOCK_FILE");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,1000}");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}");
    /** It becomes an argument of a command line, so it cannot begin like an option. */
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@\\[\\]-]{0,99}");

    private static final int RETRIES_MAX = 20;
    private static final int THRESHOLD_MAX = 1_000;
    private static final int WINDOW_SECONDS_MAX = 2_592_000;
    private static final double DEBOUNCE_SECONDS_MAX = 600;
    private static final long FILE_BYTES_MAX = 1_000_000;

    private final Path file;
    private final boolean hasModelKey;
    private final GivenValues values;
    private final SettingPaths paths;
    private final List<String> notices = new ArrayList<>();

    SettingsReader(Path directory, Map<String, String> environment) {
        file = directory.resolve(".env");
        Map<String, GivenValue> given = given(environment);
        // Without this line, Claude gets the key of the environment as in any session, and no copy is kept.
        hasModelKey = given.containsKey("ANTHROPIC_API_KEY");
        environment.forEach((name, value) -> {
            if (NAMES.contains(name) && !value.isBlank())
                given.put(name, new GivenValue(name, value.strip(), "", false));
        });
        values = new GivenValues(given);
        String home = environment.getOrDefault("HOME", "");
        paths = new SettingPaths(directory, Path.of(home.isBlank() ? System.getProperty("user.home") : home), values);
    }

    private Map<String, GivenValue> given(Map<String, String> environment) {
        Map<String, GivenValue> given = new LinkedHashMap<>();
        for (DotEnv.Entry entry : DotEnv.parse(text())) {
            if (!NAMES.contains(entry.name())) continue;
            String place = file.getFileName() + ", line " + entry.line();
            if (!entry.isClosed() && environment.getOrDefault(entry.name(), "").isBlank())
                throw CommandException.badInput(
                        place + ": the quote of " + entry.name() + " is not closed.", "Close it in " + file);
            given.remove(entry.name());
            if (entry.value().isBlank()) continue;
            boolean isUnexpanded = !entry.isLiteral()
                    && (entry.value().contains("${") || entry.value().startsWith("$"));
            given.put(entry.name(), new GivenValue(entry.name(), entry.value().strip(), place, isUnexpanded));
        }
        return given;
    }

    /** Empty if there is no such file; the directory of a virtual environment may have its name. */
    private String text() {
        try {
            if (!Files.isRegularFile(file)) return "";
            if (Files.size(file) <= FILE_BYTES_MAX) return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            throw CommandException.badInput(file + " is larger than 1 MB.", "Make it smaller, or move it away.");
        } catch (IOException e) {
            throw CommandException.badInput(
                    "cannot read " + file + ": " + e.getMessage() + ".", "Allow it:  chmod u+r " + file);
        }
    }

    ProjectSettings read() {
        Path root = paths.root();
        ObjectNode request = ProjectSettings.object();
        List<String> watched = paths.watched(root);
        if (!watched.isEmpty()) watched.forEach(request.putArray("paths")::add);
        put(request, "debounceSeconds", values.seconds("FILE_WATCH_DEBOUNCE_SECONDS", DEBOUNCE_SECONDS_MAX, "2.0"));
        Boolean enabled = values.flag("AUTO_FIX_ENABLED");
        if (enabled != null) request.put("enabled", enabled);
        String stateFile = paths.stateFile(root);
        if (stateFile != null) request.put("stateFile", stateFile);
        Integer retries = values.whole("MAX_RETRIES", 1, RETRIES_MAX, 5);
        if (retries != null) request.putObject("repair").put("retriesMax", retries);
        ObjectNode breaker = ProjectSettings.object();
        put(breaker, "threshold", values.whole("CIRCUIT_BREAKER_THRESHOLD", 1, THRESHOLD_MAX, 3));
        put(breaker, "windowSeconds", values.whole("CIRCUIT_BREAKER_WINDOW", 1, WINDOW_SECONDS_MAX, 3_600));
        if (!breaker.isEmpty()) request.set("breaker", breaker);
        ProjectSecrets secrets = secrets(request);
        noteLock();
        refuseWrong();
        if (values.holdSecretsOf(".env") && GitIgnored.isTaken(file))
            notices.add(file + " holds secrets, and git does not ignore it, so agents and tests get a copy of it. Add"
                    + " .env to .gitignore.");
        return new ProjectSettings(root, request, secrets, notices);
    }

    private static void put(ObjectNode object, String field, @Nullable Number number) {
        if (number instanceof Integer whole) object.put(field, whole);
        else if (number != null) object.put(field, number.doubleValue());
    }

    /** Also puts into the request which receivers are configured, without their addresses. */
    private ProjectSecrets secrets(ObjectNode request) {
        String repository = values.text("GITHUB_REPO", REPOSITORY, "OWNER/NAME", "octocat/hello-world");
        String token = values.secret("GITHUB_TOKEN", KEY);
        String slack = values.webhook("SLACK_WEBHOOK_URL");
        String email = values.webhook("EMAIL_WEBHOOK_URL");
        if (repository != null && token == null)
            notices.add("GITHUB_REPO is set, but GITHUB_TOKEN is not: no issue is made on GitHub. Set it in " + file
                    + " or in the environment.");
        boolean hasGithub = repository != null && token != null;
        ObjectNode escalation = ProjectSettings.object();
        if (hasGithub) escalation.put("githubRepo", repository);
        if (slack != null) escalation.put("slack", true);
        if (email != null) escalation.put("email", true);
        if (!escalation.isEmpty()) request.set("escalation", escalation);
        // A token in the environment may be meant for other programs, so it is kept only if it is used.
        return new ProjectSecrets(
                hasGithub ? token : null,
                slack,
                email,
                hasModelKey ? values.secret("ANTHROPIC_API_KEY", KEY) : null,
                values.text("CLAUDE_MODEL", MODEL, "the name of a model", "sonnet"));
    }

    private void noteLock() {
        GivenValue lock = values.find("LOCK_FILE");
        if (lock != null) notices.add(lock.place() + " has no effect: a project has one queue, so no lock is needed.");
    }

    private void refuseWrong() {
        if (values.problems().isEmpty()) return;
        throw CommandException.badInput(String.join("\n", values.problems()));
    }
}
