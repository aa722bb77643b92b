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
    void with_three_agents_the_architect_reviews_the_implementer_and_the_reviewer_reviews_both() {
        assertThat(of("gemini", "claude", "codex", "gemini", "claude", "codex"))
                .containsExactly("gemini→claude", "codex→gemini", "codex→claude");
    }

    @Test
    void agents_that_have_done_nothing_are_not_reviewed() {
        assertThat(of("gemini", "claude", "codex", "claude")).containsExactly("gemini→claude", "codex→claude");
    }

    @Test
    void with_two_agents_one_reviews_the_other_once() {
        assertThat(of("gemini", "claude", "gemini", "gemini", "claude")).containsExactly("gemini→claude");
    }

    @Test
    void a_single_agent_reviews_itself() {
        assertThat(of("claude", "claude", "claude", "claude")).containsExactly("claude→claude");
    }
}
