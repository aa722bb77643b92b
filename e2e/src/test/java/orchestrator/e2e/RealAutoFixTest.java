package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.watch.WatchClient;
import orchestrator.modelserver.ModelServer;
import orchestrator.modelserver.RecordedRequest;
import orchestrator.modelserver.story.SmallRepairs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Auto-fix with the three real command lines, each in another kind of project. */
class RealAutoFixTest {
    private static final List<String> AGENTS = List.of("claude", "codex", "gemini");
    /** 1 and 2 give each command line another project; each turn takes a minute and a half. */
    private static final int TURN = Integer.getInteger("autofix.turn", 0);

    private static final Duration REPAIRED = Duration.ofMinutes(4);

    private final ModelServer model = ModelServer.start(0);
    private final Orchestrator orchestrator =
            Orchestrator.withAgents(ScratchDirectory.directory("autofix"), model.url(), AGENTS.toArray(String[]::new));

    private record Watched(String agent, ShopProject shop, WatchClient client) {}

    @AfterEach
    void stop() {
        orchestrator.close();
        model.close();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void a_saved_mistake_is_found_repaired_verified_and_applied_and_the_repair_triggers_nothing() {
        orchestrator.start();
        List<Watched> all = new ArrayList<>();
        for (SmallRepairs kind : SmallRepairs.values()) {
            all.add(watch(kind, AGENTS.get((kind.ordinal() + TURN) % AGENTS.size())));
        }

        all.forEach(one -> one.shop().breakIt());

        all.forEach(one -> assertRepaired(one, one.client().awaitEnded(1, REPAIRED)));
        all.forEach(one -> one.shop().addRemark());
        all.forEach(one -> assertNoTaskBetween(one, one.client().awaitEnded(2, REPAIRED)));
        assertThat(orchestrator.agents()).isEmpty();
    }

    private Watched watch(SmallRepairs kind, String agent) {
        String name = kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + agent;
        ShopProject shop = ShopProject.make(kind, orchestrator.target(name, true));
        WatchClient client = WatchClient.start(
                orchestrator.client(), WatchClient.request(shop.files().directory(), shop.command(), agent));
        return new Watched(agent, shop, client);
    }

    private void assertRepaired(Watched one, List<JsonNode> ended) {
        JsonNode task = ended.get(0);
        assertThat(WatchClient.outcome(task)).as("%s: %s", one.agent(), task).isEqualTo("fixed");
        assertThat(one.shop().isRight()).as(one.agent()).isTrue();
        JsonNode attempts =
                one.client().get("/tasks/" + task.path("id").asText()).json().path("attempts");
        assertThat(attempts).as(one.agent()).hasSize(1);
        assertThat(attempts.get(0).path("strategist").asText()).isEqualTo(one.agent());
        assertThat(attempts.get(0).path("fixer").asText()).isEqualTo(one.agent());
        assertThat(places(one))
                .as("never in the user's files")
                .isNotEmpty()
                .noneMatch(place -> place.equals(one.shop().files().directory().toString()));
        assertThat(one.shop().files().git("worktree", "list").lines()).hasSize(1);
    }

    private List<String> places(Watched one) {
        return model.log().stream()
                .filter(seen -> seen.agent().equals(one.agent()))
                .map(RecordedRequest::cwd)
                .distinct()
                .toList();
    }

    /** The next task is the user's next change, so the repair made none. */
    private static void assertNoTaskBetween(Watched one, List<JsonNode> ended) {
        assertThat(ended).as(one.agent()).hasSize(2);
        assertThat(WatchClient.outcome(ended.get(1))).as("%s", ended.get(1)).isEqualTo("green");
        assertThat(one.client().state().at("/statistics/processed").asInt())
                .as("with the first look at the project")
                .isEqualTo(3);
    }
}
