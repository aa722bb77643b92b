package orchestrator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import orchestrator.cli.call.Api;
import orchestrator.cli.call.Health;
import orchestrator.cli.say.ConsoleProgress;
import orchestrator.cli.say.Refusal;
import orchestrator.cli.start.Setup;
import orchestrator.cli.start.Up;
import orchestrator.cli.start.UpRequest;
import orchestrator.home.Home;
import orchestrator.home.TemporalTarget;

/** Everything up, and the ways to look at it. */
record Start(Home home, Setup setup, Api api) {

    static Start everything(Caller caller, UpRequest request) {
        Home home = caller.home();
        ConsoleProgress progress = progress(caller);
        try {
            Setup setup = new Up(home, caller.installation(), progress).run(request);
            return new Start(home, setup, new Api(home, setup.port()));
        } finally {
            progress.clear();
        }
    }

    /** What is up and answers; everything where something of it does not. */
    static Start whatIsMissing(Caller caller, UpRequest request) {
        Home home = caller.home();
        int port = Connect.port(caller);
        boolean answers = Health.of(port)
                .filter(health -> health.temporal() && health.worker())
                .filter(health -> health.home().equals(home.directory().toString()))
                .isPresent();
        if (!answers || Up.isOurs(home)) return everything(caller, request);
        Setup setup =
                Setup.read(home).orElseGet(() -> new Setup(port, "", "", false, "", TemporalTarget.USUAL_NAMESPACE));
        return new Start(home, setup, new Api(home, port));
    }

    static ConsoleProgress progress(Caller caller) {
        return new ConsoleProgress(caller.err(), caller.terminal());
    }

    /** Logs one browser in, once; where the API gives no code, the page asks for the token. */
    String dashboard() {
        try {
            String code = api.post("/api/v1/login-codes", JsonNodeFactory.instance.objectNode())
                    .path("code")
                    .asText("");
            return setup.url() + (code.isEmpty() ? "/" : "/login?code=" + code);
        } catch (Refusal noCode) {
            return setup.url() + "/";
        }
    }

    String temporalUi() {
        return setup.temporalUi();
    }

    /** Empty where it is not known. */
    String temporalUi(String session) {
        if (setup.temporalUi().isEmpty()) return "";
        return setup.temporalUi() + "/namespaces/" + Api.segment(setup.namespace()) + "/workflows/"
                + Api.segment(session);
    }
}
