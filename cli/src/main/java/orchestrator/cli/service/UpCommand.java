package orchestrator.cli.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import orchestrator.cli.connect.RunningServices;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.input.UpOptions;
import orchestrator.cli.output.ExitCode;
import orchestrator.home.Standby;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "up",
        description =
                "Start Temporal, worker and API in the background, unless they run already. Temporal is looked for in this"
                        + " order: --temporal or TEMPORAL_ADDRESS, a server on the usual port, `temporal` on PATH, our cache, the"
                        + " official download, a build with Go.")
public final class UpCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final UpOptions options = new UpOptions();

    public UpCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        RunningServices start = RunningServices.start(caller, options.request(caller));
        Standby.Status standby = new Standby(caller.home()).status();
        if (json.wanted) {
            JsonOption.print(
                    caller.out(),
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("url", start.setup().url())
                            .put("dashboard", start.dashboard())
                            .put("temporal", start.setup().temporal())
                            .put("temporalUi", start.temporalUi())
                            .put("standby", standby.words()));
        } else {
            caller.out().println("Up. Dashboard:  " + start.dashboard());
            caller.out().println("    Temporal:   " + start.temporalUi());
            caller.out().println("    Standby:    " + standby.words());
        }
        return ExitCode.DONE;
    }
}
