package orchestrator.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import orchestrator.harness.ScriptedAgentHome;
import orchestrator.harness.Tools;
import orchestrator.json.Json;

/** A real agent command line, called as its vendor documents it. */
final class AgentLine {

    private final String agent;
    private final ScriptedAgentHome environment;
    private final Path workspace;

    AgentLine(String agent, ScriptedAgentHome environment, Path workspace) {
        this.agent = agent;
        this.environment = environment;
        this.workspace = workspace;
    }

    /** Its outcome. */
    record Ended(int exitCode, List<JsonNode> events, String stderr) {
        JsonNode last() {
            return events.isEmpty() ? Json.MAPPER.createObjectNode() : events.get(events.size() - 1);
        }

        boolean mentions(String text) {
            return events.stream().anyMatch(event -> event.toString().contains(text));
        }

        boolean good() {
            JsonNode last = last();
            return switch (last.path("type").asText()) {
                case "result" ->
                    exitCode == 0
                            && !last.path("is_error").asBoolean()
                            && !last.path("status").asText().equals("error");
                case "turn.completed" -> exitCode == 0;
                default -> false;
            };
        }
    }

    Ended run(String prompt, String... more) throws Exception {
        return end(start(fresh(more), prompt));
    }

    Ended resume(String conversation, String prompt) throws Exception {
        return end(start(again(conversation), prompt));
    }

    Process start(String prompt) throws IOException {
        return start(fresh(), prompt);
    }

    Ended end(Process process) throws Exception {
        return end(process, 90);
    }

    Ended end(Process process, long secondsMax) throws Exception {
        if (!process.waitFor(secondsMax, TimeUnit.SECONDS))
            process.destroyForcibly().waitFor();
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(out())) events.add(Json.MAPPER.readTree(line));
        return new Ended(process.exitValue(), events, Files.readString(err()));
    }

    /** Kills it and all its descendants at once, as a power failure would. */
    static void killAll(Process process) throws InterruptedException {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    Path out() {
        return environment.home().resolve(agent + ".out");
    }

    private Path err() {
        return environment.home().resolve(agent + ".err");
    }

    private Process start(List<String> command, String prompt) throws IOException {
        Path input = environment.home().resolve(agent + ".in");
        Files.writeString(input, prompt, StandardCharsets.UTF_8);
        ProcessBuilder builder = new ProcessBuilder(command).directory(workspace.toFile());
        builder.environment().putAll(environment.variables());
        builder.environment().put("GEMINI_CLI_NO_RELAUNCH", "true");
        builder.redirectInput(input.toFile());
        builder.redirectOutput(out().toFile());
        builder.redirectError(err().toFile());
        return builder.start();
    }

    /** The scripted command is a sleep of 300 s. */
    boolean toolIsRunning(Process process) {
        return process.descendants()
                .anyMatch(handle -> handle.info().commandLine().orElse("").contains("sleep 300"));
    }

    /** Its own record of the conversation has the call. Gemini CLI writes it when the call has ended. */
    boolean hasNotedTheTool() {
        return agent.equals("gemini") || ConversationFiles.anyContains(environment.home(), "sleep 300");
    }

    /** The id for a resume, from its first event. */
    String conversation() throws IOException {
        JsonNode first = Json.MAPPER.readTree(Files.readAllLines(out()).get(0));
        return first.path(agent.equals("codex") ? "thread_id" : "session_id").asText();
    }

    private List<String> fresh(String... more) {
        List<String> command = new ArrayList<>(common());
        if (agent.equals("codex")) command.add("exec");
        command.addAll(flags());
        command.addAll(List.of(more));
        if (agent.equals("codex")) command.add("-");
        return command;
    }

    private List<String> again(String conversation) {
        List<String> command = new ArrayList<>(common());
        if (agent.equals("codex")) command.addAll(List.of("exec", "resume"));
        command.addAll(flags());
        if (agent.equals("codex")) command.addAll(List.of(conversation, "-"));
        else command.addAll(List.of("--resume", conversation));
        return command;
    }

    private List<String> common() {
        return List.of(Tools.agents().resolve(agent).toString());
    }

    private List<String> flags() {
        return switch (agent) {
            case "claude" ->
                List.of(
                        "-p",
                        "--output-format",
                        "stream-json",
                        "--verbose",
                        "--dangerously-skip-permissions",
                        "--strict-mcp-config");
            case "codex" ->
                List.of(
                        "--json",
                        "--dangerously-bypass-approvals-and-sandbox",
                        "--skip-git-repo-check",
                        "-c",
                        "tools.update_plan.enabled=true");
            default -> List.of("-o", "stream-json", "--approval-mode", "yolo", "--skip-trust", "-m", "gemini-2.5-pro");
        };
    }
}
