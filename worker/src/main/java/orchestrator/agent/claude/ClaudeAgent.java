package orchestrator.agent.claude;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.agent.Agent;
import orchestrator.agent.AgentCommand;
import orchestrator.agent.AgentState;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.adapter.ConversationFiles;
import orchestrator.agent.adapter.FileMentions;
import orchestrator.agent.adapter.LaunchJudge;
import orchestrator.agent.adapter.ProviderSwitches;
import orchestrator.agent.adapter.SettingsFile;
import orchestrator.launch.Remedy;

/** Claude Code. */
public final class ClaudeAgent implements Agent {
    /** Its own vendor's variables, without those that Claude Code sets for the commands it runs. */
    private static final Set<String> INHERITED = Set.of(
            "ANTHROPIC_*",
            "CLAUDE_CONFIG_DIR",
            "CLAUDE_CODE_OAUTH_TOKEN",
            "CLAUDE_CODE_API_KEY_HELPER_TTL_MS",
            "CLAUDE_CODE_CLIENT_*",
            "CLAUDE_CODE_SUBAGENT_MODEL",
            "CLAUDE_CODE_MAX_OUTPUT_TOKENS",
            "API_TIMEOUT_MS",
            "MAX_THINKING_TOKENS",
            "BASH_DEFAULT_TIMEOUT_MS",
            "BASH_MAX_TIMEOUT_MS",
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
            "DISABLE_TELEMETRY",
            "DISABLE_ERROR_REPORTING");

    private static final ProviderSwitches SWITCHES = new ProviderSwitches(Map.of(
            "CLAUDE_CODE_USE_BEDROCK", Set.of("AWS_*", "CLAUDE_CODE_SKIP_BEDROCK_AUTH"),
            "CLAUDE_CODE_USE_MANTLE", Set.of("AWS_*", "CLAUDE_CODE_SKIP_MANTLE_AUTH"),
            "CLAUDE_CODE_USE_ANTHROPIC_AWS", Set.of("AWS_*", "CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH"),
            "CLAUDE_CODE_USE_VERTEX",
                    Set.of(
                            "GOOGLE_*",
                            "GCLOUD_*",
                            "CLOUDSDK_*",
                            "CLOUD_ML_REGION",
                            "VERTEX_REGION_*",
                            "CLAUDE_CODE_SKIP_VERTEX_AUTH"),
            "CLAUDE_CODE_USE_FOUNDRY", Set.of("AZURE_*", "CLAUDE_CODE_SKIP_FOUNDRY_AUTH")));

    /**
     * In this mode the process does not wait for background commands, subagents and wake-up calls at the end of its
     * turn, and they end with it. So everything must run in the foreground, with a longer limit than the usual ten
     * minutes.
     */
    private static final Map<String, String> NOTHING_IN_THE_BACKGROUND = Map.of(
            "CLAUDE_CODE_DISABLE_BACKGROUND_TASKS", "1",
            "CLAUDE_CODE_DISABLE_CRON", "1",
            "BASH_MAX_TIMEOUT_MS", "1500000");

    private static final int KEPT_DAYS_MIN = 7;

    private final boolean root;

    /** @param root true if it will run as root, which it refuses unless a variable declares a sandbox */
    public ClaudeAgent(boolean root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "claude";
    }

    @Override
    public String program() {
        return "claude";
    }

    @Override
    public String install() {
        return "npm install -g @anthropic-ai/claude-code";
    }

    @Override
    public String testedVersion() {
        return "2.1.197";
    }

    @Override
    public boolean takesSchema() {
        return true;
    }

    @Override
    public boolean takesGuardHook() {
        return true;
    }

    @Override
    public AgentCommand command(LaunchSpec spec) {
        List<String> argv = new ArrayList<>(List.of(
                spec.program().toString(), "-p", "--output-format", "stream-json", "--verbose", "--strict-mcp-config"));
        argv.addAll(spec.readOnly() ? readOnly() : writing());
        argv.addAll(List.of(spec.resume() ? "--resume" : "--session-id", spec.conversation()));
        argv.addAll(List.of("--settings", settings(spec)));
        if (spec.schema() != null) argv.addAll(List.of("--json-schema", spec.schema()));
        Map<String, String> set = new HashMap<>(Map.of("DISABLE_AUTOUPDATER", "1"));
        if (root && !spec.readOnly() || spec.needs(Remedy.DECLARE_SANDBOX)) set.put("IS_SANDBOX", "1");
        return new AgentCommand(argv, set, NOTHING_IN_THE_BACKGROUND);
    }

    private static String settings(LaunchSpec spec) {
        return spec.guard() == null ? ClaudeGuardSettings.withoutGuard() : ClaudeGuardSettings.of(spec.guard());
    }

    /** The user's settings may set a switch too: their {@code env} becomes part of its environment. */
    @Override
    public Set<String> inheritedVariables(Map<String, String> environment) {
        Map<String, String> whole = new HashMap<>(environment);
        settings(environment)
                .json()
                .path("env")
                .properties()
                .forEach(entry -> whole.put(entry.getKey(), entry.getValue().asText()));
        Set<String> names = new HashSet<>(INHERITED);
        names.addAll(SWITCHES.names(whole));
        return names;
    }

    @Override
    public Set<String> mentionedVariables(Map<String, String> environment) {
        return settings(environment).variables();
    }

    @Override
    public Optional<Path> configuration(Map<String, String> environment) {
        return Optional.of(ConversationFiles.home(environment, "CLAUDE_CONFIG_DIR", ".claude"));
    }

    /** Runs keep their own conversations longer, but the user's next start of the program deletes those too. */
    @Override
    public List<String> advice(Map<String, String> environment) {
        JsonNode days = settings(environment).json().path("cleanupPeriodDays");
        if (!days.isNumber() || days.asInt() >= KEPT_DAYS_MIN) return List.of();
        return List.of("claude deletes conversations after " + days.asInt() + " days, so that a run that waits longer"
                + " cannot be resumed; set \"cleanupPeriodDays\": 30 in "
                + settings(environment).file());
    }

    private static SettingsFile settings(Map<String, String> environment) {
        return new SettingsFile(ConversationFiles.home(environment, "CLAUDE_CONFIG_DIR", ".claude")
                .resolve("settings.json"));
    }

    @Override
    public String prompt(String text) {
        return FileMentions.AT_WORDS.escape(text);
    }

    private static List<String> writing() {
        return List.of("--dangerously-skip-permissions", "--setting-sources", "user");
    }

    /** Without any settings, because a permission in the user's would let plan mode write. */
    private static List<String> readOnly() {
        return List.of("--permission-mode", "plan", "--setting-sources", "");
    }

    @Override
    public LineReading read(JsonNode line, Transcript before) {
        return new ClaudeLine(line, before).read();
    }

    @Override
    public LaunchVerdict judge(Transcript transcript, LaunchExit exit) {
        return LaunchJudge.judge(name(), transcript, exit);
    }

    @Override
    public AgentState state(LaunchSpec spec, Map<String, String> environment) {
        return ClaudeState.of(environment);
    }

    @Override
    public boolean hasConversation(String conversation, Path run, Map<String, String> environment) throws IOException {
        Path home = ConversationFiles.home(environment, "CLAUDE_CONFIG_DIR", ".claude");
        return ConversationFiles.any(home.resolve("projects"), 2, name -> name.equals(conversation + ".jsonl"));
    }

    /** INT also ends its running tool; TERM leaves the tool running. */
    @Override
    public String gentleSignal() {
        return "INT";
    }
}
