package orchestrator.agent.custom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.agent.Agent;
import orchestrator.agent.Excerpt;
import orchestrator.fault.FaultText;

/** Users' own agents, each a file {@code agents/NAME.yaml} as AGENT-PROTOCOL.md describes. */
public final class CustomAgents {
    private static final YAMLMapper YAML = new YAMLMapper();

    private CustomAgents() {}

    /** @param problems one sentence for each file that defines no agent */
    public record Found(List<Agent> agents, List<String> problems) {}

    /** The agents in this directory, which need not exist. */
    public static Found in(Path directory) {
        return in(directory, false);
    }

    /** The same, for a directory that others may have written. */
    public static Found ofProject(Path directory) {
        return in(directory, true);
    }

    private static Found in(Path directory, boolean isProjects) {
        List<Agent> agents = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files(directory, problems)) {
            try {
                agents.add(new ProtocolAgent(isProjects ? read(file).ofProject() : read(file)));
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return new Found(List.copyOf(agents), List.copyOf(problems));
    }

    private static List<Path> files(Path directory, List<String> problems) {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add("cannot read " + directory + ": " + FaultText.of(e));
            return List.of();
        }
    }

    /** Throws an {@link IllegalArgumentException} that names the file and what is wrong with it. */
    static AgentDefinition read(Path file) {
        try {
            JsonNode yaml = YAML.readTree(Files.readString(file));
            return new DefinitionReader(yaml, file.toAbsolutePath().getParent()).read();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + " is not valid YAML: " + Excerpt.oneLine(e.getOriginalMessage(), 300), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + FaultText.of(e), e);
        } catch (DefinitionReader.Wrong e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
