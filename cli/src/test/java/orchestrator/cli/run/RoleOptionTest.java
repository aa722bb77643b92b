package orchestrator.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import orchestrator.cli.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RoleOptionTest {
    @TempDir
    Path directory;

    private static String sent(String... arguments) {
        RoleOption roles = CommandLine.populateCommand(new RoleOption(), arguments);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        roles.addTo(request);
        return request.toString();
    }

    @Test
    void roles_are_sent_as_they_were_given() {
        assertThat(sent("--role", "implementer=codex", "--role", "Reviewer=my-own"))
                .isEqualTo("{\"roles\":{\"implementer\":\"codex\",\"reviewer\":\"my-own\"}}");
        assertThat(sent()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "tester=codex, '`tester` is not a role. The roles are architect, implementer, reviewer.'",
        "codex, '`codex` is not of the form ROLE=AGENT.'",
        "implementer=, '`` is not an agent''s name.'",
        "implementer=../x, '`../x` is not an agent''s name.'"
    })
    void an_invalid_role_is_refused_before_anything_is_started(String typed, String why) {
        Calls orchestrate = new Calls(directory);

        assertThat(orchestrate.call("do it", "--role", typed)).isEqualTo(2);

        assertThat(orchestrate.err()).contains(why).contains("--role implementer=codex");
        assertThat(directory.resolve("data/up.lock")).doesNotExist();
    }

    @Test
    void a_role_for_two_agents_is_refused() {
        Calls orchestrate = new Calls(directory);

        assertThat(orchestrate.call("do it", "--role", "reviewer=a", "--role", "reviewer=b"))
                .isEqualTo(2);

        assertThat(orchestrate.err()).contains("the role `reviewer` is given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "10081", "ten", "1.5"})
    void invalid_run_minutes_are_refused(String minutes) {
        Calls orchestrate = new Calls(directory);

        assertThat(orchestrate.call("do it", "--run-minutes", minutes)).isEqualTo(2);

        assertThat(orchestrate.err()).contains("--run-minutes");
        assertThat(directory.resolve("data/up.lock")).doesNotExist();
    }
}
