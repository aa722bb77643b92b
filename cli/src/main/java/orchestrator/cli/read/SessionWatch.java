package orchestrator.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.live.Follow;
import orchestrator.cli.live.Outcome;
import orchestrator.cli.live.PlainScreen;
import orchestrator.cli.live.Screen;
import orchestrator.cli.live.TerminalScreen;
import orchestrator.cli.live.TerminalSize;

/** Shows a session until it is over or the user presses Ctrl-C, which does not stop the session. */
public final class SessionWatch {
    private final CommandCaller caller;
    private final ApiClient api;

    public SessionWatch(CommandCaller caller, ApiClient api) {
        this.caller = caller;
        this.api = api;
    }

    /** @param json true to print the last state as JSON and nothing else */
    public int run(String session, boolean verbose, boolean json) {
        PrintStream view = json ? caller.err() : caller.out();
        boolean redraws = !json && redraws();
        Screen screen =
                redraws ? new TerminalScreen(view, new TerminalSize(), Clock.systemUTC()) : new PlainScreen(view);
        Thread detach = new Thread(() -> sayDetached(session), "detach");
        Runtime.getRuntime().addShutdownHook(detach);
        JsonNode last;
        try {
            last = new Follow(api, session, screen, verbose, redraws).run();
        } finally {
            Runtime.getRuntime().removeShutdownHook(detach);
        }
        if (json) {
            JsonOption.print(caller.out(), last);
        } else {
            caller.out().println(Outcome.sentence(last, Instant.now()));
        }
        return Outcome.exitCode(last);
    }

    /** Colours and a redrawn view, unless the environment says no. */
    private boolean redraws() {
        return caller.terminal()
                && caller.variable("NO_COLOR").isEmpty()
                && !caller.variable("TERM").equals("dumb");
    }

    private void sayDetached(String session) {
        caller.err().println("\nDetached: the session continues.");
        caller.err().println("  Watch it again:  orchestrate attach " + session);
        caller.err().println("  Stop it:         orchestrate stop " + session);
        caller.err().flush();
    }
}
