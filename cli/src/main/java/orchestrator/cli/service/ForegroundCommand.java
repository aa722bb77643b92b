package orchestrator.cli.service;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orchestrator.cli.background.Setup;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(description = "Run only the worker or the API, in the foreground. TEMPORAL_ADDRESS names the Temporal server.")
public final class ForegroundCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public ForegroundCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean worker = spec.name().equals("worker");
        List<String> command =
                worker ? caller.installation().worker() : caller.installation().api();
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("ORCHESTRATOR_HOME", caller.home().directory().toString());
        Optional<Setup> setup = Setup.read(caller.home());
        setup.ifPresent(up -> builder.environment().putIfAbsent("TEMPORAL_ADDRESS", up.temporal()));
        setup.ifPresent(up -> builder.environment().putIfAbsent("TEMPORAL_NAMESPACE", up.namespace()));
        setup.ifPresent(up -> builder.environment().putIfAbsent("TEMPORAL_UI", up.temporalUi()));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end"));
        return process.waitFor();
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
