package orchestrator.agent.codex;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import orchestrator.agent.adapter.LaunchJudge;
import orchestrator.agent.adapter.SettingsFile;
import orchestrator.event.ToolCall;
import orchestrator.launch.Cause;
import orchestrator.launch.Remedy;
import orchestrator.launch.Usage;

/** OpenAI's Codex CLI. It chooses the id of a conversation itself and prints it in its first line. */
public final class CodexAgent implements Agent {
    private static final long PROMPT_CHARACTERS_MAX = 1_048_576;
    private static final int WRONG_ARGUMENTS = 2;
    private static final Set<String> INHERITED =
            Set.of("CODEX_HOME", "CODEX_API_KEY", "CODEX_ACCESS_TOKEN", "OPENAI_*");

    @Override
    public String name() {
        return "codex";
    }

    @Override
    public String program() {
        return "codex";
    }

    @Override
    public String install() {
        return "npm install -g @openai/codex";
    }

    @Override
    public String testedVersion() {
        return "0.169.0";
    }

    @Override
    public boolean confinesReadOnlyRuns() {
        return true;
    }

    @Override
    public boolean takesSchema() {
        return true;
    }

    @Override
    public boolean takesGuardHook() {
        return true;
    }

    /** The prompt is the last argument: {@code -} is stdin. */
    @Override
    public AgentCommand command(LaunchSpec spec) {
        List<String> argv = new ArrayList<>(List.of(spec.program().toString(), "exec"));
        if (spec.readOnly()) argv.addAll(List.of("-s", "read-only"));
        argv.addAll(List.of("-C", spec.workspace().toString()));
        if (spec.resume()) argv.add("resume");
        argv.add("--json");
        // A rule of the user's that allows a command would let it out of the sandbox.
        argv.add(spec.readOnly() ? "--ignore-rules" : "--dangerously-bypass-approvals-and-sandbox");
        argv.addAll(List.of("--skip-git-repo-check", "-c", "tools.update_plan.enabled=true"));
        if (spec.needs(Remedy.TRUST_DIRECTORY)) argv.addAll(List.of("-c", trust(spec.workspace())));
        if (spec.guard() != null) argv.addAll(CodexGuardSettings.of(spec, spec.guard()));
        if (spec.schema() != null)
            argv.addAll(List.of("--output-schema", schema(spec).toString()));
        if (spec.resume()) argv.add(spec.conversation());
        argv.add("-");
        return new AgentCommand(argv, Map.of());
    }

    private static String trust(Path workspace) {
        String quoted = workspace.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        return "projects={\"" + quoted + "\"={trust_level=\"trusted\"}}";
    }

    private static Path schema(LaunchSpec spec) {
        return spec.directory().resolve("answer-schema.json");
    }

    @Override
    public Set<String> inheritedVariables(Map<String, String> environment) {
        Set<String> names = new HashSet<>(INHERITED);
        names.addAll(settings(environment).variables());
        return names;
    }

    /** Without this check, each relaunch would fail with the same message. */
    @Override
    public Optional<String> missingSetup(Map<String, String> environment) {
        CodexSettings settings = settings(environment);
        return settings.keyOfProvider()
                .filter(name -> environment.getOrDefault(name, "").isEmpty())
                .map(name -> "codex needs the variable " + name + ", which its model provider `"
                        + settings.provider().orElse("") + "` names in " + file(environment)
                        + ", and the worker does not have it. Type:  export " + name
                        + "=…  and start the session from that shell.");
    }

    @Override
    public Optional<Path> configuration(Map<String, String> environment) {
        return Optional.of(ConversationFiles.home(environment, "CODEX_HOME", ".codex"));
    }

    private static CodexSettings settings(Map<String, String> environment) {
        return CodexSettings.read(new SettingsFile(file(environment)).text());
    }

    private static Path file(Map<String, String> environment) {
        return ConversationFiles.home(environment, "CODEX_HOME", ".codex").resolve("config.toml");
    }

    @Override
    public void prepare(LaunchSpec spec, Map<String, String> environment) throws IOException {
        if (spec.schema() != null) Files.writeString(schema(spec), spec.schema());
    }

    @Override
    public Optional<String> refusePrompt(long characters) {
        if (characters <= PROMPT_CHARACTERS_MAX) return Optional.empty();
        return Optional.of("codex takes prompts of at most " + PROMPT_CHARACTERS_MAX + " characters, and this one has "
                + characters + ". Shorten it, or give it to claude or gemini.");
    }

    @Override
    public LineReading read(JsonNode line, Transcript before) {
        return new CodexLine(line, before).read();
    }

    @Override
    public LaunchVerdict judge(Transcript transcript, LaunchExit exit) {
        LaunchVerdict verdict = LaunchJudge.judge(name(), transcript, exit);
        if (transcript.end() != null) return verdict;
        if (exit.stderrTail().contains("no rollout found")) {
            return LaunchJudge.conversationLost(verdict);
        }
        Integer code = exit.code();
        boolean refused = code != null && code == WRONG_ARGUMENTS && transcript.lines() == 0;
        return refused
                ? new LaunchVerdict(false, verdict.reason() + "; tested with " + testedVersion(), false)
                        .because(Cause.WRONG_ARGUMENTS)
                : verdict;
    }

    /** The model continues while a long command runs, and Codex kills the command silently at the end of the turn. */
    @Override
    public List<String> killedCommands(Transcript transcript) {
        return transcript.tools().values().stream()
                .filter(call -> !call.kind().changesFiles())
                .map(ToolCall::inWords)
                .toList();
    }

    /** Its numbers count from the beginning of the conversation, over all launches. */
    @Override
    public Usage used(Transcript launch, List<Transcript> others) {
        Usage now = launch.used();
        return others.stream()
                .filter(other -> Objects.equals(other.conversation(), launch.conversation()))
                .map(Transcript::usage)
                .filter(before -> before.inputTokens() <= now.inputTokens())
                .max(Comparator.comparingLong(Usage::inputTokens))
                .map(before -> new Usage(
                        now.inputTokens() - before.inputTokens(),
                        now.cachedTokens() - before.cachedTokens(),
                        now.outputTokens() - before.outputTokens(),
                        now.costUsd(),
                        now.tokensAtLeast(),
                        now.costAtLeast()))
                .orElse(now);
    }

    @Override
    public AgentState state(LaunchSpec spec, Map<String, String> environment) {
        return CodexState.of(environment);
    }

    @Override
    public boolean hasConversation(String conversation, Path run, Map<String, String> environment) throws IOException {
        Path home = ConversationFiles.home(environment, "CODEX_HOME", ".codex");
        return ConversationFiles.any(home.resolve("sessions"), 4, name -> name.contains(conversation));
    }

    /** INT also ends its running tool; TERM leaves the tool running. */
    @Override
    public String gentleSignal() {
        return "INT";
    }
}
