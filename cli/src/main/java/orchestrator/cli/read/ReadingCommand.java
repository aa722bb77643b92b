package orchestrator.cli.read;

import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.input.PlainWords;
import orchestrator.cli.input.SessionArgument;
import picocli.CommandLine.Mixin;

/** A command that shows one session. */
abstract class ReadingCommand implements Callable<Integer>, PlainWords.Command {
    final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    final JsonOption json = new JsonOption();

    @Mixin
    final SessionArgument session = new SessionArgument();

    ReadingCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public final boolean take(PlainWords words) {
        json.wanted = words.json();
        session.id = words.id();
        return true;
    }
}
