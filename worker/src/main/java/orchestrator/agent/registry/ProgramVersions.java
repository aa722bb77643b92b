package orchestrator.agent.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.agent.Agent;
import orchestrator.environment.AgentEnvironment;
import orchestrator.home.AtomicFile;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;

/** Asks programs for their versions, and remembers each answer in a file until the program changes. */
final class ProgramVersions {
    private static final long ANSWER_SECONDS_MAX = 15;
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+[0-9A-Za-z.+-]*");

    private final Path file;
    private final Map<String, String> environment;

    ProgramVersions(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** Empty if the program has none. */
    synchronized String of(Agent agent, Path program) {
        if (agent.versionArguments().isEmpty()) return "";
        ObjectNode known = known();
        String fingerprint = fingerprint(program);
        JsonNode remembered = known.path(program.toString());
        if (remembered.path("file").asText().equals(fingerprint)) {
            return remembered.path("version").asText();
        }
        String version = ask(agent, program);
        if (!version.isEmpty()) {
            known.putObject(program.toString()).put("file", fingerprint).put("version", version);
            keep(known);
        }
        return version;
    }

    /**
     * Includes the time of change and the inode, because packages unpack all versions with the same modification time.
     */
    private static String fingerprint(Path program) {
        try {
            Path real = program.toRealPath();
            return real + " " + Files.readAttributes(real, "unix:size,lastModifiedTime,ctime,ino");
        } catch (IOException | UnsupportedOperationException e) {
            return "unknown";
        }
    }

    private String ask(Agent agent, Path program) {
        List<String> argv = new ArrayList<>(List.of(program.toString()));
        argv.addAll(agent.versionArguments());
        ProcessBuilder builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment()
                .putAll(AgentEnvironment.of(environment, Set.of(), Map.of(), new LaunchId("version", agent.name(), 1)));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return answer(process);
        } catch (IOException e) {
            return "";
        }
    }

    private static String answer(Process process) throws IOException {
        try {
            Thread reaper = new Thread(() -> endLate(process), "version-timeout");
            reaper.setDaemon(true);
            reaper.start();
            String said = new String(process.getInputStream().readNBytes(4_096), StandardCharsets.UTF_8);
            Matcher number = NUMBER.matcher(said);
            return process.waitFor() == 0 && number.find() ? number.group() : "";
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static void endLate(Process process) {
        try {
            if (!process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    /** A file that cannot be read counts as empty, because programs can be asked again. */
    private ObjectNode known() {
        try {
            JsonNode json = Json.MAPPER.readTree(file.toFile());
            return json instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        } catch (IOException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private void keep(ObjectNode known) {
        AtomicFile.of(file.toAbsolutePath()).write(Json.write(known));
    }
}
