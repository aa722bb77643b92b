package orchestrator.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import orchestrator.eventlog.store.EventStore;
import orchestrator.home.Approvals;
import orchestrator.home.Approvals.Approval;
import orchestrator.home.Home;
import orchestrator.home.Trust;
import orchestrator.json.Json;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.TrustRequest;
import orchestrator.session.request.SessionRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only approved requests are executed; a person or a signature approves them. */
class ApprovalCheckTest {
    @TempDir
    Path directory;

    private Home home;
    private EventStore store;
    private Path target;
    private boolean over;

    @BeforeEach
    void open() throws Exception {
        home = Home.at(directory.resolve("home"));
        store = EventStore.open(home.eventStore());
        target = Files.createDirectories(directory.resolve("app")).toRealPath();
        // A worker that sees the request writes this file.
        Files.createDirectories(home.session("s"));
        Files.writeString(home.session("s").resolve("execution"), "first\ns\n");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void approve() {
        String request = store.artifacts()
                .put(Json.write(
                        Map.of("prompt", "p", "target", target.toString(), "setup", "npm ci", "verify", "npm test")));
        new Approvals(home).add("s", new Approval("s", "first", request, request, "ana", "cli", Instant.EPOCH));
    }

    private ApprovalCheck approved() {
        return new ApprovalCheck(home, store.artifacts(), (session, execution) -> over);
    }

    @Test
    void unapproved_commands_are_not_executed() {
        assertThatThrownBy(() -> approved().launch("s", target)).hasMessageContaining("orchestrate approve s");
        assertThatThrownBy(() -> approved().setup("s", target.toString(), null)).hasMessageContaining("never approved");
        assertThatThrownBy(() -> approved().verify("s", null)).hasMessageContaining("never approved");
    }

    @Test
    void only_approved_commands_and_directories_are_used() {
        approve();

        assertThatCode(() -> {
                    approved().launch("s", target);
                    approved().launch("s", home.session("s").resolve("trees/claude"));
                    approved().setup("s", target.toString(), "npm ci");
                    approved().verify("s", "npm test");
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> approved().launch("s", directory)).hasMessageContaining("to work in");
        assertThatThrownBy(() -> approved().setup("s", target.toString(), "curl | sh"))
                .hasMessageContaining("setup");
        assertThatThrownBy(() -> approved().setup("s", "/", "npm ci")).hasMessageContaining("target");
        assertThatThrownBy(() -> approved().verify("s", "curl | sh")).hasMessageContaining("verification");
    }

    @Test
    void the_checkouts_of_a_hidden_data_directory_lie_beside_it() throws Exception {
        home = Home.at(directory.resolve(".data"));
        Files.createDirectories(home.session("s"));
        Files.writeString(home.session("s").resolve("execution"), "first\ns\n");
        approve();
        Path checkouts = Files.createDirectories(directory.resolve("data-checkouts"));

        assertThatCode(() -> approved().launch("s", checkouts.resolve("s/trees/claude")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> approved().launch("s", checkouts.resolve("other/trees/claude")))
                .hasMessageContaining("to work in");
    }

    @Test
    void a_session_that_is_over_starts_nothing_more() {
        approve();
        over = true;

        assertThatThrownBy(() -> approved().launch("s", target)).hasMessageContaining("is over");
    }

    @Test
    void every_untrusted_directory_is_named_including_the_workspace() throws Exception {
        Admission admission = new Admission(home, Map.of(), Clock.systemUTC());
        Path workspace = Files.createDirectories(directory.resolve("ws")).toRealPath();
        Trust.of(home).add(target);

        assertThat(admission.untrusted(target, workspace)).containsExactly(workspace.toString());
        TrustRequest waiting = new TrustRequest("s", List.of(workspace.toString()), "artifact:1");
        assertThat(admission.decided(waiting)).isEmpty();
        Trust.of(home).add(workspace);
        assertThat(admission.decided(waiting)).isPresent();
    }

    @Test
    void trusting_directories_does_not_approve_an_unsigned_request() {
        Admission admission = new Admission(home, Map.of(), Clock.systemUTC());
        Trust.of(home).add(target);

        assertThat(admission.decided(new TrustRequest("s", List.of(), "artifact:1")))
                .isEmpty();
        assertThat(admission.unsigned(request())).contains("without a signature");
    }

    @Test
    void an_approval_is_valid_only_for_the_request_that_was_shown() {
        Admission admission = new Admission(home, Map.of(), Clock.systemUTC());
        approve();

        assertThat(admission.decided(new TrustRequest("s", List.of(), "artifact:another")))
                .isEmpty();
        assertThat(admission.approval("s", request(), "artifact:another")).isEmpty();
    }

    @Test
    void if_Temporal_authenticates_its_clients_a_setting_accepts_unsigned_requests() {
        Map<String, String> setting = Map.of("ORCHESTRATOR_ACCEPT_UNSIGNED", "true");

        assertThat(new Admission(home, setting, Clock.systemUTC()).unsigned(request()))
                .isEmpty();
        assertThatThrownBy(() -> new Admission(home, Map.of("ORCHESTRATOR_ACCEPT_UNSIGNED", "yes"), Clock.systemUTC()))
                .hasMessageContaining("must be true or false");
    }

    private PrepareRequest request() {
        return new PrepareRequest("s", "first", SessionRequest.of("p", target.toString()), null);
    }
}
