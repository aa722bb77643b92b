package orchestrator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import orchestrator.cli.call.Api;
import orchestrator.cli.say.ConsoleProgress;
import orchestrator.cli.start.Setup;
import orchestrator.cli.start.Up;
import orchestrator.cli.start.UpRequest;
import orchestrator.home.Home;

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

    static ConsoleProgress progress(Caller caller) {
        return new ConsoleProgress(caller.err(), caller.terminal());
    }

    /** Logs the browser in. */
    String dashboard() {
        try {
            return setup.url() + "/?token=" + Files.readString(home.token()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token " + home.token(), e);
        }
    }

    String temporalUi() {
        return setup.temporalUi();
    }

    String temporalUi(String session) {
        return setup.temporalUi() + "/namespaces/default/workflows/" + Api.segment(session);
    }
}
