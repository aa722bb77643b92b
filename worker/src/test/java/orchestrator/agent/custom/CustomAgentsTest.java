package orchestrator.agent.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.agent.Agent;
import orchestrator.agent.EventDraft;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.Recording.Told;
import orchestrator.agent.claude.ClaudeAgent;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CustomAgentsTest {
    @TempDir
    Path directory;

    private void define(String name, String yaml) throws IOException {
        Path agents = Files.createDirectories(directory.resolve("agents"));
        Files.writeString(agents.resolve(name + ".yaml"), yaml);
    }

    private AgentRegistry open() {
        return AgentRegistry.open(directory, Map.of("PATH", "/usr/bin:/bin"));
    }

    @Test
    void a_file_in_the_data_directory_makes_an_agent() throws Exception {
        define(
                "mine",
                "name: mine\ncommand: [sh, '{here}/mine.sh', '{role}']\nresume: [sh, '-r', '{conversation}']\n"
                        + "environment: [MY_KEY]\n");
        Agent mine = open().byName("mine").orElseThrow();
        LaunchSpec spec = LaunchSpec.of(Path.of("/bin/sh"), directory, directory, Role.REVIEWER, "c");

        assertThat(open().program(mine)).isPresent();
        assertThat(mine.command(spec).argv())
                .containsExactly("/bin/sh", directory.resolve("agents/mine.sh").toString(), "reviewer");
        assertThat(mine.inheritedVariables(Map.of())).containsExactly("MY_KEY");
        assertThat(open().problems()).isEmpty();
    }

    @Test
    void file_mentions_are_escaped_for_a_program_that_reads_them() throws Exception {
        define("forked", "name: forked\ncommand: [sh]\nfileMentions: anywhere\n");
        define("plain", "name: plain\ncommand: [sh]\n");

        assertThat(open().byName("forked").orElseThrow().prompt("See (@a).")).startsWith("See (\\@a).");
        assertThat(open().byName("plain").orElseThrow().prompt("See (@a).")).isEqualTo("See (@a).");
    }

    @Test
    void a_projects_own_agents_do_not_replace_others() throws Exception {
        Path project =
                Files.createDirectories(directory.resolve("project/agents")).getParent();
        Files.writeString(project.resolve("agents/ours.yml"), "name: ours\ncommand: [sh]\n");
        Files.writeString(project.resolve("agents/claude.yaml"), "name: claude\ncommand: [sh]\n");

        AgentRegistry agents = open().in(project);

        assertThat(agents.byName("ours")).isPresent();
        assertThat(agents.byName("claude")).containsInstanceOf(ClaudeAgent.class);
        assertThat(agents.problems()).containsExactly("agent `claude` exists already; give yours another name");
        assertThat(open().byName("ours")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[half                                             | is not valid YAML",
                "just words                                        | `name` and `command`",
                "{name: Mine, command: [a]}                        | `name` may have only small letters",
                "{name: mine}                                      | `command` must be a list",
                "{name: mine, command: a b}                        | `command` must be a list of texts",
                "{name: mine, command: [[a]]}                      | `command` must be a list of texts",
                "{name: mine, command: [a], comand: [b]}           | unknown field `comand`; the fields are command,",
                "{name: mine, command: [a], fileMentions: yes}     | `fileMentions` must be anywhere or words",
                "{name: mine, command: [a], events: {}}            | `events` must be a list",
                "{name: mine, command: [a], events: [{when: {}}]}  | must have `when` and `then`",
                "{name: mine, command: [a], events: [{when: {x: 1}, then: {type: message}}]} | `x` is not a place",
                "{name: mine, command: [a], events: [{when: {}, unless: 1, then: {type: message}}]} | `unless` must be",
                "{name: mine, command: [a], events: [{when: {/x: 1}, then: {text: /y}}]}     | must have a `type`",
            })
    void a_wrong_file_is_reported_and_the_others_are_read(String yaml, String problem) throws Exception {
        define("a-wrong", yaml);
        define("b-right", "name: right\ncommand: [sh]");

        assertThat(open().byName("right")).isPresent();
        assertThat(open().problems()).singleElement().asString().contains("a-wrong.yaml", problem);
    }

    @Test
    void rules_translate_events_that_keep_their_whole_line() throws Exception {
        define(
                "foreign",
                String.join(
                        "\n",
                        "name: foreign",
                        "command: [sh]",
                        "events:",
                        "  - when: {/kind: say}",
                        "    then: {type: message, text: /body/words, at: /ms}",
                        "  - when: {/kind: say, /session: ''}",
                        "    then: {type: session, id: /session}",
                        "  - when: {/kind: bye, /code: 0}",
                        "    then: {type: result, ok: true}",
                        "  - when: {/kind: bye, /code: 1}",
                        "    then: {type: result, ok: false, text: /body/words}"));
        Agent foreign = open().byName("foreign").orElseThrow();
        String say =
                "{\"kind\":\"say\",\"session\":\"s1\",\"ms\":1700000000000,\"body\":{\"words\":\"MILESTONE: hello\"}}";

        Told told = Told.by(foreign, List.of(say, "{\"kind\":\"dance\"}", "{\"kind\":\"bye\",\"code\":0}"));

        assertThat(told.drafts())
                .extracting(EventDraft::type)
                .containsExactly(
                        EventType.MESSAGE, EventType.MILESTONE, EventType.STATUS, EventType.UNKNOWN, EventType.RESULT);
        assertThat(told.drafts().get(0).data().path("kind").asText()).isEqualTo("say");
        assertThat(told.drafts().get(0).at()).hasToString("2023-11-14T22:13:20Z");
        assertThat(told.after().conversation()).isEqualTo("s1");
        assertThat(foreign.judge(told.after(), new LaunchExit(0, false, "")).succeeded())
                .isTrue();
        assertThat(told.after().end().answer()).isEqualTo("MILESTONE: hello");
        assertThat(Told.by(foreign, List.of("{\"kind\":\"bye\",\"code\":1}"))
                        .after()
                        .end()
                        .good())
                .isFalse();
    }
}
