package orchestrator.cli.steer;

import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.PlainWords;
import orchestrator.cli.input.SessionArgument;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine.Mixin;

/** A control that takes only the session and an optional reason. */
abstract class PlainSteeringCommand extends SteeringCommand implements PlainWords.Command {
    @Mixin
    private final SessionArgument session = new SessionArgument();

    @Mixin
    private final SteerOptions options = new SteerOptions();

    PlainSteeringCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public final boolean take(PlainWords words) {
        json.wanted = words.json();
        session.id = words.id();
        return true;
    }

    /** The control's name in the API's path. */
    abstract String control();

    /** The message after the API accepted it. */
    abstract String acceptedMessage(String session);

    @Override
    public final Integer call() {
        ApiClient api = ApiAccess.to(caller);
        String id = new SessionChoice(api).open(session.id);
        printOutcome(ask(api, id, control(), options.body()), acceptedMessage(id));
        return ExitCode.DONE;
    }
}
