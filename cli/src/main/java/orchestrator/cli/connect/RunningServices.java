package orchestrator.cli.connect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import orchestrator.cli.background.Setup;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.ServiceHealth;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ConsoleProgress;
import orchestrator.cli.start.Up;
import orchestrator.cli.start.UpRequest;
import orchestrator.home.Home;
import orchestrator.home.TemporalTarget;

/** Temporal, worker and API, all running, with the links to look at them. */
public record RunningServices(Home home, Setup setup, ApiClient api) {

    public static RunningServices start(CommandCaller caller, UpRequest request) {
        Home home = caller.home();
        ConsoleProgress progress = progress(caller);
        try {
            Setup setup = new Up(home, caller.installation(), progress).run(request);
            return new RunningServices(home, setup, new ApiClient(home, setup.port()));
        } finally {
            progress.clear();
        }
    }

    /** Uses the running services if all of them answer, else starts what is missing. */
    public static RunningServices startMissing(CommandCaller caller, UpRequest request) {
        Home home = caller.home();
        int port = ApiAccess.port(caller);
        boolean answers = ServiceHealth.of(port)
                .filter(health -> health.temporal() && health.worker())
                .filter(health -> health.isOf(home))
                .isPresent();
        if (!answers || Up.isOurs(home)) return start(caller, request);
        Setup setup = Setup.read(home)
                .orElseGet(() -> new Setup(port, "", "", false, "", TemporalTarget.USUAL_NAMESPACE, ""));
        return new RunningServices(home, setup, new ApiClient(home, port));
    }

    public static ConsoleProgress progress(CommandCaller caller) {
        return new ConsoleProgress(caller.err(), caller.terminal());
    }

    /** A link that logs in one browser, once. Without a code from the API, the page asks for the token. */
    public String dashboard() {
        try {
            String code = api.post("/api/v1/login-codes", JsonNodeFactory.instance.objectNode())
                    .path("code")
                    .asText("");
            return setup.shownUrl() + (code.isEmpty() ? "/" : "/login?code=" + code);
        } catch (CommandException noCode) {
            return setup.shownUrl() + "/";
        }
    }

    public String temporalUi() {
        return setup.temporalUi();
    }

    /** The session's page in Temporal's Web UI; empty if the UI's address is unknown. */
    public String temporalUi(String session) {
        if (setup.temporalUi().isEmpty()) return "";
        return setup.temporalUi() + "/namespaces/" + ApiClient.segment(setup.namespace()) + "/workflows/"
                + ApiClient.segment(session);
    }
}
