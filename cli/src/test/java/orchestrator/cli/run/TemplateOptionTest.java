package orchestrator.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import orchestrator.cli.background.Installation;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.output.CommandException;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session is started with, if not all of it is typed. */
class TemplateOptionTest {
    private static final String URL = "https://github.com/o/r/issues/12";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private CommandCaller caller() {
        Installation none =
                new Installation(Path.of(System.getProperty("java.home")), "none", "test", "None", "None", "", null);
        Map<String, String> environment =
                Map.of("ORCHESTRATOR_HOME", directory.resolve("data").toString(), "PATH", directory + ":/usr/bin:/bin");
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new CommandCaller(
                environment, new ByteArrayInputStream(new byte[0]), stream, stream, directory, false, none);
    }

    private ObjectNode template(String text) throws IOException {
        Path templates = Files.createDirectories(directory.resolve(".orchestrate/templates"));
        Files.writeString(templates.resolve("web.yaml"), text);
        TemplateOption option = new TemplateOption();
        option.name = "web";
        return option.request(caller(), directory);
    }

    @Test
    void what_a_template_sets_is_shown_with_its_file_before_anything_begins() throws IOException {
        ObjectNode request = template("verify: npm test\nguard: off\nbudget: {hours: 2}\n");

        assertThat(request).hasToString("{\"verify\":\"npm test\",\"budget\":{\"hours\":2}}");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("template web (project): " + directory + "/.orchestrate/templates/web.yaml")
                .contains("\n  verify: npm test\n", "\n  budget: {\"hours\":2}\n")
                .contains("\n  guard: left out, because a project may not set it");
    }

    @Test
    void what_is_typed_counts_more_and_limits_are_taken_one_by_one() throws IOException {
        ObjectNode request = template("verify: npm test\nagents: [claude, codex]\nbudget: {hours: 2, rounds: 1}\n");
        ObjectNode typed = Json.read(
                "{\"verify\": \"make\", \"agents\": [\"gemini\"], \"budget\": {\"hours\": 3}}", ObjectNode.class);

        assertThat(TemplateOption.merge(request, typed))
                .hasToString("{\"verify\":\"make\",\"agents\":[\"gemini\"],\"budget\":{\"hours\":3,\"rounds\":1}}");
    }

    @Test
    void a_template_that_is_wrong_is_bad_input_with_file_and_line() {
        assertThatThrownBy(() -> template("plan: auto"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("web.yaml:1: `plan` must be agent or ask or fixed");
    }

    @Test
    void a_template_may_have_the_prompt() {
        PromptSource source = new PromptSource();

        assertThat(source.prompt(caller(), "From the template")).isEqualTo("From the template");
        source.words = List.of("Typed instead");
        assertThat(source.prompt(caller(), "From the template")).isEqualTo("Typed instead");
    }

    @Test
    void an_issue_is_the_prompt_and_is_shown() throws IOException {
        Path gh = Files.writeString(
                directory.resolve("gh"), "#!/bin/sh\necho '{\"title\": \"Fix \\u001b[31mit\", \"body\": \"Now.\"}'\n");
        Files.setPosixFilePermissions(gh, PosixFilePermissions.fromString("rwxr-xr-x"));
        PromptSource source = new PromptSource();
        source.issue = URL;

        assertThat(source.prompt(caller(), "")).startsWith("Fix").endsWith("Now.\n\n" + URL + "\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("  Now.\n").doesNotContain("\u001b");
    }

    @Test
    void an_issue_that_cannot_be_fetched_fails_and_one_with_a_prompt_is_bad_input() {
        PromptSource source = new PromptSource();
        source.issue = "https://example.org/1";
        assertThatThrownBy(() -> source.prompt(caller(), "")).hasMessageContaining("is not the URL of a GitHub issue");

        source.words = List.of("Do it too");
        assertThatThrownBy(() -> source.prompt(caller(), "")).hasMessageContaining("there is no other");
    }
}
