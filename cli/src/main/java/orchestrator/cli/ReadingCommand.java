package orchestrator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that looks at one session. */
abstract class ReadingCommand implements Callable<Integer> {
    final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    final JsonOption json = new JsonOption();

    @Mixin
    final SessionArgument session = new SessionArgument();

    ReadingCommand(Caller caller) {
        this.caller = caller;
    }
}
