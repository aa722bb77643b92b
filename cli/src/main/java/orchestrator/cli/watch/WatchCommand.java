package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.input.UpOptions;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.watch.option.WatchActions;
import orchestrator.cli.watch.option.WatchSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        sortOptions = false,
        description =
                "Watch a project: when a saved file breaks its tests, agents repair it in a checkout of their own,"
                        + " and what is verified is applied. Ctrl-C stops; what waits is kept.",
        footer = {
            "",
            "Exit codes of --once: 0 nothing is broken or all is repaired, 1 something could not be repaired or tested,"
                    + " 2 bad input, 3 needs you."
        })
public final class WatchCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final WatchSettings settings = new WatchSettings();

    @Mixin
    private final WatchActions actions = new WatchActions();

    @Mixin
    private final UpOptions up = new UpOptions();

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Files and directories of one project (default: the project of this directory).")
    private List<String> paths = List.of();

    @Nullable
    @Option(
            names = "--target",
            paramLabel = "DIR",
            description = "The project (default: the git repository of the first PATH, or else its directory).")
    private String target;

    @Option(names = "--detach", description = "Begin to watch and do not stay to show it.")
    private boolean detach;

    public WatchCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        ObjectNode typed = settings.typed(caller);
        WatchActions.Action action = actions.chosen();
        if (action == null) {
            if (detach && settings.once) throw together("--detach and --once");
            EffectiveSettings effective = EffectiveSettings.of(caller, project(), isNamed(), typed);
            return new WatchStart(caller, json.wanted, detach).run(effective, up.request(caller));
        }
        if (!typed.isEmpty() || detach) throw together("--" + action.name() + " and settings of a watch");
        boolean isOfAll = action.name().equals("list");
        return new WatchControl(caller, json.wanted).run(action, isNamed(), isOfAll ? null : project());
    }

    private boolean isNamed() {
        return target != null || !paths.isEmpty();
    }

    private WatchedProject project() {
        return WatchedProject.of(caller, target, paths);
    }

    private static CommandException together(String what) {
        return CommandException.badInput(what + " cannot be given together.", "See:  orchestrate watch --help");
    }
}
