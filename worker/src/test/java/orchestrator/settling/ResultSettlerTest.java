package orchestrator.settling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.store.EventStore;
import orchestrator.home.Home;
import orchestrator.launch.Usage;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import orchestrator.settlement.MergeMode;
import orchestrator.settlement.MergeOptions;
import orchestrator.settlement.PublishOptions;
import orchestrator.settlement.Settled;
import orchestrator.settlement.SettlementRequest;
import orchestrator.settlement.SettlementRequest.Kind;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultSettlerTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String KEY = "s1";

    private Path app;
    private EventStore store;
    private ResultSettler settler;

    @BeforeEach
    void worked(@TempDir Path directory) throws Exception {
        Path real = directory.toRealPath();
        Home home = Home.at(real.resolve("data"));
        store = EventStore.open(home.eventStore());
        app = Files.createDirectories(real.resolve("app"));
        git("init", "-q", "-b", "main");
        Files.writeString(app.resolve("a.txt"), "one\n");
        git("add", "-A");
        git("-c", "user.name=Ana", "-c", "user.email=ana@example.org", "commit", "-q", "-m", "first");
        Map<String, String> environment = Map.of("HOME", real.toString(), "PATH", System.getenv("PATH"));
        Checkouts checkouts = Checkouts.of(home, store.artifacts(), environment);
        Files.createDirectories(home.session(KEY));
        checkouts.open(new OpenRequest(KEY, KEY, app.toString(), app.toString(), null, List.of("claude"), null, null));
        Files.writeString(home.session(KEY).toRealPath().resolve("trees/claude/a.txt"), "two\n");
        checkouts.integrate(new IntegrateRequest(KEY, "claude", "claude-1", "Work of claude"));
        store.archive().keep(state());
        settler = new ResultSettler(checkouts, store, home, environment, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private SessionState state() {
        Teamwork.Result result =
                new Teamwork.Result("WORKTREE", "orchestrate/s1/result", "aaaa", "bbbb", 1, 1, 1, "", "");
        Teamwork team = new Teamwork(
                Teamwork.Plan.NONE, List.of(), List.of(), List.of(), null, result, null, List.of(), List.of());
        return new SessionState(
                KEY,
                KEY,
                "run-of-s1",
                "Say two\nand not one",
                "",
                "",
                app.toString(),
                app.toString(),
                Phase.DONE,
                Hold.NONE,
                "",
                "",
                "claude",
                List.of(),
                List.of(),
                Usage.NONE,
                100,
                NOON,
                NOON,
                team,
                0);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(app.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(git.getInputStream().readAllBytes());
        git.waitFor();
        return out.strip();
    }

    private Settled settle(Kind kind, MergeOptions options) throws Refused {
        return settler.settle(new SettlementRequest(kind, KEY, "", "ana", "page", options, PublishOptions.USUAL));
    }

    private List<AgentEvent> told() {
        return store.events()
                .read(new EventQuery(KEY, "", java.util.Set.of(EventType.CONTROL), Cursor.START, 10))
                .events();
    }

    @Test
    void a_merge_is_told_once_by_an_event_and_by_the_report() throws Exception {
        Settled merged = settle(Kind.MERGE, MergeOptions.USUAL);
        Settled again = settle(Kind.MERGE, MergeOptions.USUAL);

        assertThat(merged.fate()).isEqualTo("merged");
        assertThat(merged.outcome()).startsWith("merged into main as ");
        assertThat(again.outcome()).isEqualTo(merged.outcome());
        assertThat(again.lines()).singleElement().asString().startsWith("Nothing to do: it is merged into main");
        assertThat(git("log", "-1", "--format=%s")).isEqualTo("Say two");
        assertThat(told()).singleElement().satisfies(event -> {
            assertThat(event.text()).isEqualTo(merged.outcome() + " by ana (page)");
            assertThat(event.source()).isEqualTo(AgentEvent.SETTLEMENT);
            String report =
                    store.artifacts().get(event.data().path("report").asText()).orElseThrow();
            assertThat(report)
                    .contains("- **Result:** 1 file changed (+1 −1); " + merged.outcome())
                    .contains("It is " + merged.outcome() + ".")
                    .contains(merged.outcome() + " by ana (page)")
                    .doesNotContain("not merged yet", "orchestrate merge");
        });
    }

    @Test
    void the_message_and_the_mode_are_as_asked_for() throws Exception {
        settle(Kind.MERGE, new MergeOptions(MergeMode.COMMITS, "", false, false, "Two\n\nIt was one."));

        assertThat(git("log", "-1", "--format=%B")).isEqualTo("Two\n\nIt was one.\n\nMade in session s1");
        assertThat(git("log", "--format=%s").lines()).contains("Two", "Work of claude", "first");
    }

    @Test
    void a_result_has_one_fate() throws Exception {
        settle(Kind.DISCARD, MergeOptions.USUAL);

        assertThat(settle(Kind.DISCARD, MergeOptions.USUAL).fate()).isEqualTo("discarded");
        assertThatThrownBy(() -> settle(Kind.MERGE, MergeOptions.USUAL))
                .isInstanceOf(Refused.class)
                .hasMessage("the result is discarded already, so it cannot be merged.");
        assertThat(told()).extracting(AgentEvent::text).containsExactly("discarded by ana (page)");
    }

    @Test
    void a_refused_merge_is_told_nowhere() throws Exception {
        Files.writeString(app.resolve("a.txt"), "mine\n");

        assertThatThrownBy(() -> settle(Kind.MERGE, MergeOptions.USUAL)).hasMessageContaining("a.txt");

        assertThat(told()).isEmpty();
    }

    @Test
    void options_that_contradict_each_other_are_refused() {
        MergeOptions contradiction = new MergeOptions(MergeMode.COMMITS, "", true, false, "");

        assertThatThrownBy(() -> settle(Kind.MERGE, contradiction))
                .hasMessage("To keep the commits, the merge must make a commit.");
    }
}
