package orchestrator.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.crew.Role;
import org.junit.jupiter.api.Test;

class DirectionTest {
    private static List<String> of(String architect, String implementer, String reviewer, String... authors) {
        Map<Role, String> crew =
                Map.of(Role.ARCHITECT, architect, Role.IMPLEMENTER, implementer, Role.REVIEWER, reviewer);
        return Direction.of(crew, Set.of(authors)).stream()
                .map(d -> d.reviewer() + "→" + d.reviewed())
                .toList();
    }

    @Test
    void of_three_the_architect_and_the_reviewer_look_at_the_implementer_and_the_reviewer_at_the_architect() {
        assertThat(of("gemini", "claude", "codex", "gemini", "claude", "codex"))
                .containsExactly("gemini→claude", "codex→gemini", "codex→claude");
    }

    @Test
    void who_has_done_nothing_is_not_looked_at() {
        assertThat(of("gemini", "claude", "codex", "claude")).containsExactly("gemini→claude", "codex→claude");
    }

    @Test
    void of_two_one_looks_at_the_other_once() {
        assertThat(of("gemini", "claude", "gemini", "gemini", "claude")).containsExactly("gemini→claude");
    }

    @Test
    void one_that_is_alone_looks_at_its_own_in_another_conversation() {
        assertThat(of("claude", "claude", "claude", "claude")).containsExactly("claude→claude");
    }
}
