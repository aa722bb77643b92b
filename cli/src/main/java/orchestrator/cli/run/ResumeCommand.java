package orchestrator.cli.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.PlainWords;
import orchestrator.cli.input.UpOptions;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.steer.SteerOptions;
import orchestrator.cli.steer.SteeringCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "Resume a session. One that is paused or needs you continues where it is; one that was"
                + " stopped or has failed starts again from its finished work, and is shown until it is over.")
public final class ResumeCommand extends SteeringCommand implements PlainWords.Command {
    @Nullable
    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Session id; may be left out if exactly one session is paused or needs you.")
    private String id;

    @Mixin
    private final SteerOptions steer = new SteerOptions();

    @Mixin
    private final WatchOptions watch = new WatchOptions();

    @Nullable
    @Option(
            names = "--run-minutes",
            paramLabel = "N",
            description = "Time limit of each agent's run in minutes, if the session is over.")
    private Integer runMinutes;

    @Mixin
    private final TeamOptions team = new TeamOptions();

    @Mixin
    private final UpOptions up = new UpOptions();

    public ResumeCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public boolean take(PlainWords words) {
        json.wanted = words.json();
        id = words.id();
        return true;
    }

    @Override
    public Integer call() {
        if (id != null && id.isBlank())
            throw CommandException.badInput("the id is empty.", "See all sessions:  orchestrate list");
        SessionOptions.checkRunMinutes(runMinutes);
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        if (runMinutes != null) changes.put("runMinutes", runMinutes);
        team.addTo(changes);
        return new Resumption(caller, watch, steer, json.wanted).run(id, changes, up.request(caller));
    }
}
