package orchestrator.agent.gemini;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.agent.Agent;
import orchestrator.agent.AgentCommand;
import orchestrator.agent.AgentState;
import orchestrator.agent.Excerpt;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.UsageLimit;
import orchestrator.agent.adapter.FileMentions;
import orchestrator.agent.adapter.LaunchJudge;
import orchestrator.agent.adapter.ProviderSwitches;
import orchestrator.agent.adapter.SettingsFile;
import orchestrator.agent.limit.ApiProblem;
import orchestrator.agent.limit.HttpStatus;
import orchestrator.launch.Cause;
import orchestrator.launch.Remedy;

/** Gemini CLI. Each run has a home directory for it: see {@link GeminiHome}. */
public final class GeminiAgent implements Agent {
    /** After an API error its exit code is the HTTP status modulo 256: 400 to 511 become 144 to 255. */
    private static final int HTTP_CODES_FROM = 144;

    private static final int HTTP_CODES_LESS = 256;

    private static final int ATTEMPTS_MAX = 10;

    private static final Pattern ATTEMPT =
            Pattern.compile("^Attempt (\\d{1,3}) failed(?: with|:)?(.{0,300}?)(?:\\. Retrying.*|Suggested.*)?$");

    private static final int UNKNOWN_CONVERSATION = 42;

    /** Exit codes that say why it could not work. */
    private static final Map<Integer, Cause> CAUSES =
            Map.of(41, Cause.KEY_REFUSED, 52, Cause.SETTINGS_BROKEN, 55, Cause.UNTRUSTED_DIRECTORY);

    /** Exit codes that a relaunch alone does not help; also no sandbox (44) and too many turns (53). */
    private static final Set<Integer> HOPELESS = Set.of(41, 44, 52, 53, 55);

    /** Without the variables that Gemini CLI sets for the commands it runs. */
    private static final Set<String> INHERITED = Set.of(
            "GEMINI_API_KEY",
            "GEMINI_MODEL",
            "GOOGLE_API_KEY",
            "GOOGLE_GEMINI_BASE_URL",
            "GOOGLE_VERTEX_BASE_URL",
            "GOOGLE_CLOUD_PROJECT",
            "GOOGLE_CLOUD_PROJECT_ID",
            "GOOGLE_CLOUD_LOCATION",
            "GOOGLE_APPLICATION_CREDENTIALS",
            "GEMINI_TELEMETRY_ENABLED");

    private static final Set<String> GOOGLE_CLOUD = Set.of("GOOGLE_*", "GCLOUD_*", "CLOUDSDK_*");
    private static final ProviderSwitches SWITCHES = new ProviderSwitches(Map.of(
            "GOOGLE_GENAI_USE_VERTEXAI", GOOGLE_CLOUD,
            "GOOGLE_GENAI_USE_GCA", GOOGLE_CLOUD,
            "GEMINI_CLI_USE_COMPUTE_ADC", GOOGLE_CLOUD));

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public String program() {
        return "gemini";
    }

    @Override
    public String install() {
        return "npm install -g @google/gemini-cli";
    }

    @Override
    public String testedVersion() {
        return "0.61.0";
    }

    @Override
    public AgentCommand command(LaunchSpec spec) {
        List<String> argv = new ArrayList<>(List.of(spec.program().toString(), "-o", "stream-json"));
        argv.addAll(spec.readOnly() ? readOnly(spec) : writing(spec));
        argv.addAll(List.of(spec.resume() ? "--resume" : "--session-id", spec.conversation()));
        Map<String, String> set = new HashMap<>(
                Map.of("GEMINI_CLI_HOME", home(spec).directory().toString(), "GEMINI_CLI_NO_RELAUNCH", "true"));
        set.put(isTrusted(spec) ? "GEMINI_CLI_TRUST_WORKSPACE" : "GEMINI_RESTRICTED_MODE", "true");
        if (spec.guard() != null) set.putAll(GeminiGuard.NOT_FROM_THE_CHECKOUT);
        return new AgentCommand(argv, set);
    }

    /** The user's settings may choose Vertex too. */
    @Override
    public Set<String> inheritedVariables(Map<String, String> environment) {
        Set<String> names = new HashSet<>(INHERITED);
        names.addAll(SWITCHES.names(environment));
        JsonNode auth = settings(environment).json().path("security").path("auth");
        if (auth.path("selectedType").asText().equals("vertex-ai")) names.addAll(GOOGLE_CLOUD);
        return names;
    }

    @Override
    public Set<String> mentionedVariables(Map<String, String> environment) {
        return settings(environment).variables();
    }

    private static SettingsFile settings(Map<String, String> environment) {
        return new SettingsFile(
                GeminiHome.usersHome(environment).resolve(".gemini").resolve("settings.json"));
    }

    @Override
    public String prompt(String text) {
        return FileMentions.ANYWHERE.escape(text);
    }

    private static boolean isTrusted(LaunchSpec spec) {
        return !spec.readOnly() && (spec.guard() == null || !GeminiGuard.mustNotTrust(spec.workspace()));
    }

    private static List<String> writing(LaunchSpec spec) {
        List<String> argv = new ArrayList<>(
                isTrusted(spec)
                        ? List.of("--approval-mode", "yolo", "--skip-trust")
                        : List.of("--approval-mode", "default"));
        if (spec.guard() != null)
            argv.addAll(List.of("--policy", guardPolicy(spec).toString()));
        return argv;
    }

    private static Path guardPolicy(LaunchSpec spec) {
        return spec.directory().resolve("guard.toml");
    }

    @Override
    public boolean takesGuardHook() {
        return true;
    }

    /** Restricted, so that hooks and servers named in the checkout's own settings are not started. */
    private static List<String> readOnly(LaunchSpec spec) {
        return List.of("--approval-mode", "default", "--policy", policy(spec).toString());
    }

    @Override
    public void prepare(LaunchSpec spec, Map<String, String> environment) throws IOException {
        boolean trusts = !isTrusted(spec) || spec.needs(Remedy.TRUST_DIRECTORY);
        home(spec).prepare(environment, trusts, spec);
        if (spec.guard() != null && !spec.readOnly()) GeminiGuard.writePolicy(guardPolicy(spec), isTrusted(spec));
        if (spec.readOnly()) GeminiHome.writeReadOnlyPolicy(policy(spec));
    }

    @Override
    public AgentState state(LaunchSpec spec, Map<String, String> environment) {
        return home(spec).state(environment);
    }

    /** All launches of a run share one home, because it holds the conversation. */
    private static GeminiHome home(LaunchSpec spec) {
        return GeminiHome.ofRun(spec.directory().resolve(".."));
    }

    @Override
    public boolean hasConversation(String conversation, Path run, Map<String, String> environment) throws IOException {
        return GeminiHome.ofRun(run).hasConversation(conversation);
    }

    @Override
    public void copyConversation(LaunchSpec spec, Path earlierRun) throws IOException {
        if (!home(spec).hasConversation(spec.conversation())) home(spec).copyConversation(GeminiHome.ofRun(earlierRun));
    }

    private static Path policy(LaunchSpec spec) {
        return spec.directory().resolve("read-only.toml");
    }

    @Override
    public LineReading read(JsonNode line, Transcript before) {
        return new GeminiLine(line, before).read();
    }

    /** Nothing is on stdout while it repeats a request, which may take minutes. */
    @Override
    public Optional<String> retry(String stderrLine) {
        Matcher attempt = ATTEMPT.matcher(stderrLine);
        if (!attempt.find()) return Optional.empty();
        String cause = attempt.group(2).strip();
        String words = cause.isEmpty() ? "" : ": " + Excerpt.oneLine(cause, 200);
        return Optional.of("retries by itself after attempt " + attempt.group(1) + " of " + ATTEMPTS_MAX + words);
    }

    @Override
    public LaunchVerdict judge(Transcript transcript, LaunchExit exit) {
        LaunchVerdict verdict = LaunchJudge.judge(name(), ending(exit), transcript, exit);
        Integer code = exit.code();
        if (code != null && HOPELESS.contains(code) && !verdict.succeeded())
            return verdict.hopeless().because(CAUSES.get(code));
        boolean isAboutConversation = code != null && code == UNKNOWN_CONVERSATION && transcript.end() == null;
        boolean isTaken = verdict.cause() == Cause.CONVERSATION_IN_USE;
        if (isAboutConversation && !isTaken) return LaunchJudge.conversationLost(verdict);
        return byStatus(verdict, transcript, exit);
    }

    /** Its last event does not always give the HTTP status of a refusal. Its exit code or stderr does. */
    private static LaunchVerdict byStatus(LaunchVerdict verdict, Transcript transcript, LaunchExit exit) {
        int status = status(transcript, exit);
        boolean isKnown = !verdict.retryable() || verdict.resetAt() != null || status == HttpStatus.UNKNOWN;
        if (isKnown) return verdict;
        return ApiProblem.of(status, verdict.reason())
                .map(problem -> problem.end(
                        "",
                        problem.inWords(verdict.reason(), "gemini", "GEMINI_API_KEY"),
                        new UsageLimit(verdict.reason(), null)))
                .map(end -> LaunchJudge.failed(end.problem(), end, exit))
                .orElse(verdict);
    }

    private static int status(Transcript transcript, LaunchExit exit) {
        Integer code = exit.code();
        if (exit.byUs() || code == null || code == 0) return HttpStatus.UNKNOWN;
        if (code >= HTTP_CODES_FROM) return code + HTTP_CODES_LESS;
        boolean isTold = transcript.end() != null && !transcript.end().good();
        return isTold ? HttpStatus.last(exit.stderrTail()) : HttpStatus.UNKNOWN;
    }

    private static String ending(LaunchExit exit) {
        Integer code = exit.code();
        if (exit.byUs() || code == null || code < HTTP_CODES_FROM) return LaunchJudge.exitInWords(exit);
        return "ended with exit code " + code + " (HTTP status " + (code + HTTP_CODES_LESS) + ")";
    }

    /** GEMINI_CLI_NO_RELAUNCH makes it one process, which reacts to signals. Its tools survive any signal. */
    @Override
    public String gentleSignal() {
        return "INT";
    }
}
