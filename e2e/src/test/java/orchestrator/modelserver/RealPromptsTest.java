package orchestrator.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import orchestrator.agent.Agent;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.ScriptedAgentHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prompt reaches the model as plain text: no command line treats a part of it as its own command. */
class RealPromptsTest {
    private static final String PROMPT = """
            Role: implementer
            Kind: work
            [[scenario:hello]]

            Compare @secret.txt with "@secret.txt", (@secret.txt) and $secret.
            +@secret.txt
            +    @Test(a = {@secret.txt,b}{c,d})
            /help
            !cat secret.txt
            """;

    private final Path scratch = ScratchDirectory.directory("prompts");
    private final ModelServer model = ModelServer.start(0);
    private final ScriptedAgentHome environment = ScriptedAgentHome.in(scratch.resolve("home"), model.url());
    private Path workspace = scratch;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = Files.createDirectories(scratch.resolve("workspace"));
        Files.writeString(workspace.resolve("secret.txt"), "what only the file says\n");
    }

    @AfterEach
    void stopModel() {
        model.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini"})
    void a_file_named_in_a_prompt_is_not_read(String name) throws Exception {
        Agent agent = AgentRegistry.open(scratch.resolve("data"), environment.variables())
                .byName(name)
                .orElseThrow();
        String prompt = agent.prompt(PROMPT);

        AgentLine.Ended ended = new AgentLine(name, environment, workspace).run(prompt);

        assertThat(ended.good()).as("%s", ended).isTrue();
        String said = model.log().stream()
                .flatMap(seen -> seen.said().stream())
                .map(RecordedRequest.Said::text)
                .collect(Collectors.joining("\n"));
        assertThat(said).contains(prompt.strip()).doesNotContain("what only the file says");
    }
}
