package orchestrator.chaos.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KillPlanTest {

    private static final List<Victim> ALL = List.of(Victim.values());

    @Test
    void the_same_seed_gives_the_same_plan_and_another_seed_another_plan() {
        assertThat(KillPlan.of(7, 50, ALL, 2_500))
                .isEqualTo(KillPlan.of(7, 50, ALL, 2_500))
                .isNotEqualTo(KillPlan.of(8, 50, ALL, 2_500));
    }

    @Test
    void it_has_the_requested_number_of_shots_of_every_kind_some_at_once() {
        List<KillPlan.Volley> plan = KillPlan.of(7, 200, ALL, 2_500);

        assertThat(plan.stream().mapToInt(volley -> volley.shots().size()).sum())
                .isEqualTo(200);
        assertThat(victims(plan)).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(plan).anyMatch(volley -> volley.shots().size() > 1);
    }

    @Test
    void only_the_named_kinds_are_killed() {
        assertThat(victims(KillPlan.of(7, 50, List.of(Victim.API), 2_500))).containsExactly(Victim.API);
    }

    private static Set<Victim> victims(List<KillPlan.Volley> plan) {
        return plan.stream()
                .flatMap(volley -> volley.shots().stream())
                .map(KillPlan.Shot::victim)
                .collect(Collectors.toSet());
    }
}
