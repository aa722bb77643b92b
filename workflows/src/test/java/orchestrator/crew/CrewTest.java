package orchestrator.crew;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import orchestrator.crew.CrewChoice.Chosen;
import orchestrator.crew.CrewChoice.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrewTest {

    private static List<Candidate> installed(String... names) {
        List<String> here = Arrays.asList(names);
        return List.of("claude", "codex", "gemini", "scripted", "mine").stream()
                .map(name -> new Candidate(name, here.contains(name), "npm install " + name))
                .toList();
    }

    private static Chosen chosen(CrewChoice choice) {
        return (Chosen) choice;
    }

    private static String refused(CrewChoice choice) {
        return ((Refused) choice).reason();
    }

    @ParameterizedTest
    @CsvSource({
        "gemini claude codex, gemini, claude, codex,  crew 1",
        "gemini claude,       gemini, claude, gemini, crew 2",
        "codex gemini,        gemini, codex,  gemini, crew 3",
        "claude codex,        codex,  claude, codex,  crew 4",
        "claude,              claude, claude, claude, crew 5",
        "gemini,              gemini, gemini, gemini, crew 5",
        "codex scripted mine, codex,  codex,  codex,  crew 5",
    })
    void the_installed_agents_make_the_crew(
            String here, String architect, String implementer, String reviewer, String name) {
        Chosen crew = chosen(Crew.choose(List.of(), installed(here.split(" "))));

        assertThat(crew.agents())
                .containsEntry(Role.ARCHITECT, architect)
                .containsEntry(Role.IMPLEMENTER, implementer)
                .containsEntry(Role.REVIEWER, reviewer);
        assertThat(crew.reason()).startsWith(name + ": ");
    }

    @Test
    void the_reason_lists_roles_and_missing_agents() {
        assertThat(chosen(Crew.choose(List.of(), installed("claude", "codex"))).reason())
                .isEqualTo(
                        "crew 4: codex as architect, claude as implementer, codex as reviewer (gemini is not installed)");
        assertThat(chosen(Crew.choose(List.of("claude"), installed("claude", "codex")))
                        .reason())
                .isEqualTo("crew 5: claude in all roles, in separate conversations (as asked for)");
    }

    @Test
    void custom_agents_take_the_roles_in_the_given_order() {
        Chosen two = chosen(Crew.choose(List.of("mine", "Claude "), installed("claude", "mine")));
        Chosen three =
                chosen(Crew.choose(List.of("mine", "claude", "scripted"), installed("claude", "mine", "scripted")));

        assertThat(two.agents())
                .isEqualTo(Map.of(Role.ARCHITECT, "mine", Role.IMPLEMENTER, "claude", Role.REVIEWER, "mine"));
        assertThat(three.agents())
                .isEqualTo(Map.of(Role.ARCHITECT, "mine", Role.IMPLEMENTER, "claude", Role.REVIEWER, "scripted"));
        assertThat(three.agents().keySet()).as("always listed in this order").containsExactly(Role.values());
    }

    @Test
    void one_role_can_be_given_to_an_agent_by_name() {
        Chosen crew =
                chosen(Crew.choose(List.of(), Map.of(Role.IMPLEMENTER, "mine"), installed("claude", "gemini", "mine")));

        assertThat(crew.agents())
                .isEqualTo(Map.of(Role.ARCHITECT, "gemini", Role.IMPLEMENTER, "mine", Role.REVIEWER, "gemini"));
    }

    @Test
    void unknown_agents_are_refused_by_name() {
        assertThat(refused(Crew.choose(List.of("claude", "cluade", "gpt"), installed("claude"))))
                .isEqualTo("unknown agent `cluade`, `gpt`; known are `claude`, `codex`, `gemini`, `mine`, `scripted`");
    }

    @Test
    void a_requested_agent_that_is_missing_is_refused_with_two_remedies() {
        assertThat(refused(Crew.choose(List.of("codex"), installed("claude", "gemini"))))
                .isEqualTo(
                        "codex is not installed. Install it: npm install codex. Or go on without it: --agents gemini,claude");
    }

    @Test
    void without_an_installed_agent_the_install_commands_are_listed() {
        assertThat(refused(Crew.choose(List.of(), installed("scripted", "mine"))))
                .contains("npm install claude", "npm install codex", "npm install gemini", "orchestrate demo");
    }

    @Test
    void more_agents_than_roles_are_refused() {
        assertThat(refused(Crew.choose(
                        List.of("claude", "codex", "gemini", "mine"), installed("claude", "codex", "gemini", "mine"))))
                .startsWith("4 agents were named, but there are 3 roles");
    }
}
