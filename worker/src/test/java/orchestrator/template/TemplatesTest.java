package orchestrator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.home.Home;
import orchestrator.template.Template.Origin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
    @TempDir
    Path directory;

    Path own;
    Path project;
    Templates templates;

    @BeforeEach
    void make() throws IOException {
        Home home = Home.at(directory.resolve("home"));
        own = Files.createDirectories(home.file("templates"));
        project = Files.createDirectories(directory.resolve("app/.orchestrate/templates"));
        templates = Templates.of(home, directory.resolve("app"));
    }

    @Test
    void a_template_has_fields_of_a_request() throws Exception {
        Files.writeString(own.resolve("web.yaml"), """
                description: A change of the web page
                verify: npm test   # what says that it is good
                roles: {reviewer: codex}
                budget:
                  dollars: 2.5
                reviews: off
                """);

        Template template = templates.named("web");

        assertThat(template.origin()).isEqualTo(Origin.OWN);
        assertThat(template.description()).isEqualTo("A change of the web page");
        assertThat(template.request())
                .hasToString("{\"verify\":\"npm test\",\"roles\":{\"reviewer\":\"codex\"},\"budget\":{\"dollars\":2.5},"
                        + "\"reviews\":\"off\"}");
    }

    @Test
    void the_users_own_template_wins_over_the_projects_and_both_are_listed() throws Exception {
        Files.writeString(own.resolve("web.yml"), "verify: mine");
        Files.writeString(project.resolve("web.yaml"), "verify: theirs");

        assertThat(templates.named("web").request().path("verify").asText()).isEqualTo("mine");
        assertThat(templates.all().templates())
                .extracting(Template::inWords)
                .containsExactly("web (data directory)", "web (project)");
    }

    @Test
    void a_project_may_not_loosen_what_holds_its_agents() throws Exception {
        Files.writeString(
                project.resolve("a.yaml"), "guard: off\nsandbox: off\nconfirm: none\nworkspace: /\nplan: ask");

        Template template = templates.named("a");

        assertThat(template.leftOut()).containsExactly("confirm", "guard", "sandbox", "workspace");
        assertThat(template.request()).hasToString("{\"plan\":\"ask\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan: ask\\nverify: [ | :2: this is not valid YAML",
                "plan: ask\\nverfy: x | :2: there is no field `verfy` here; the fields are description, agents",
                "target: /etc | :1: there is no field `target` here",
                "setup: x\\nplan: auto | :2: `plan` must be agent or ask or fixed, not `auto`",
                "budget:\\n  rounds: 1\\n  tokens: many | :3: `budget.tokens` must be a whole number",
                "agents: [a, b, c, d] | :1: 4 agents were named",
                "plan: ask\\nplan: fixed | :2: this is not valid YAML: found duplicate key plan",
                "- a | :1: fields are wanted here",
                "'' | :1: fields are wanted here",
                "roles: &a {reviewer: codex}\\nbudget: *a | :1: this is not valid YAML: Number of aliases",
                "!!java.net.URL [x] | :1: this is not valid YAML",
            })
    void what_is_wrong_is_said_with_file_and_line(String text, String problem) throws IOException {
        Path file = Files.writeString(own.resolve("bad.yaml"), text.replace("\\n", "\n"));

        assertThat(templates.all().problems()).singleElement().asString().startsWith(file + problem);
        assertThatThrownBy(() -> templates.named("bad"))
                .isInstanceOf(WrongTemplate.class)
                .hasMessageStartingWith(file + problem);
    }

    @Test
    void a_link_out_of_the_project_is_not_followed() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "key: 12345");
        Files.createSymbolicLink(project.resolve("a.yaml"), secret);

        assertThat(templates.all().templates()).isEmpty();
        assertThat(templates.all().problems())
                .singleElement()
                .asString()
                .contains("a link out of the project")
                .doesNotContain("12345");
    }

    @Test
    void a_long_file_and_many_files_are_refused() throws IOException {
        Files.writeString(own.resolve("long.yaml"), "prompt: " + "a".repeat(20_000));
        for (int i = 0; i < 40; i++) Files.writeString(project.resolve("t" + i + ".yaml"), "plan: ask");

        Templates.Found found = templates.all();

        assertThat(found.templates()).hasSize(30);
        assertThat(found.problems()).hasSize(2).first().asString().contains("bytes");
    }

    @Test
    void a_name_that_is_none_names_the_others() throws IOException {
        Files.writeString(own.resolve("web.yaml"), "plan: ask");

        assertThatThrownBy(() -> templates.named("../web"))
                .hasMessageContaining("there is no template `../web`")
                .hasMessageContaining("there are web.");
    }
}
