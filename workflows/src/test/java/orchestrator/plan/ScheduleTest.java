package orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import orchestrator.crew.Role;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final List<String> AGENTS = List.of("gemini", "claude", "codex");

    private static Assignment work(String id, String agent, Set<String> dependsOn) {
        return of(id, Kind.WORK, agent, dependsOn);
    }

    private static Assignment of(String id, Kind kind, String agent, Set<String> dependsOn) {
        return new Assignment(id, kind, Role.IMPLEMENTER, agent, id, id, 1, kind == Kind.REVIEW, dependsOn);
    }

    private static List<String> ids(List<Assignment> of) {
        return of.stream().map(Assignment::id).toList();
    }

    @Test
    void in_separate_checkouts_no_agent_is_idle_while_it_has_ready_work() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<Assignment> waiting = new ArrayList<>();
            List<Assignment> running = new ArrayList<>();
            Set<String> done = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                String agent = AGENTS.get(random.nextInt(3));
                Assignment next = work(
                        "a" + i, agent, i > 0 && random.nextBoolean() ? Set.of("a" + random.nextInt(i)) : Set.of());
                int where = random.nextInt(3);
                boolean busy = running.stream().anyMatch(r -> r.agent().equals(agent));
                if (where == 0 && done.containsAll(next.dependsOn())) done.add(next.id());
                else if (where == 1 && !busy && done.containsAll(next.dependsOn())) running.add(next);
                else waiting.add(next);
            }

            List<Assignment> ready = Schedule.inOwnCheckouts(waiting, running, done);

            List<Assignment> atWork = new ArrayList<>(running);
            atWork.addAll(ready);
            assertThat(atWork).as("seed " + seed).extracting(Assignment::agent).doesNotHaveDuplicates();
            for (Assignment left : waiting) {
                if (ready.contains(left) || !done.containsAll(left.dependsOn())) continue;
                assertThat(atWork)
                        .as("seed " + seed)
                        .extracting(Assignment::agent)
                        .contains(left.agent());
            }
        }
    }

    @Test
    void fixes_come_first_and_reviews_do_not_wait() {
        List<Assignment> waiting = List.of(
                work("next", "claude", Set.of()),
                of("fix-1", Kind.FIX, "claude", Set.of()),
                of("review-1", Kind.REVIEW, "claude", Set.of()));

        assertThat(ids(Schedule.inOwnCheckouts(waiting, List.of(), Set.of()))).containsExactly("fix-1", "review-1");
        assertThat(ids(Schedule.inOneCheckout(waiting, List.of(), Set.of()))).containsExactly("fix-1", "review-1");
    }

    @Test
    void in_one_checkout_writers_take_turns() {
        List<Assignment> waiting = List.of(work("a", "claude", Set.of()), work("b", "codex", Set.of()));

        assertThat(ids(Schedule.inOneCheckout(waiting, List.of(), Set.of()))).containsExactly("a");
        assertThat(ids(Schedule.inOneCheckout(waiting, List.of(work("c", "gemini", Set.of())), Set.of())))
                .isEmpty();
    }
}
