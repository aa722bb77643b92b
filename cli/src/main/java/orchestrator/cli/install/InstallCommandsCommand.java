package orchestrator.cli.install;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.TargetDirectory;
import orchestrator.cli.install.SlashCommands.Outcome;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "install-commands",
        description =
                "Add slash commands for Claude Code to a project: /orchestrate, /orch-status and others. An existing"
                        + " file that differs is kept, and the exit code is then 1.")
public final class InstallCommandsCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Option(names = "--force", description = "Overwrite files that differ.")
    private boolean force;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The project's directory (default: here). The files go into its .claude/commands.")
    private String directory = ".";

    public InstallCommandsCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Path folder = TargetDirectory.check(caller, directory, "the project").resolve(".claude/commands");
        ProgramCommand launcher = ProgramCommand.of(caller.installation().launcher(), caller.variable("PATH"));
        int kept = 0;
        for (String name : SlashCommands.NAMES) {
            Outcome outcome = SlashCommands.install(name, folder, launcher, force);
            caller.out().println("  " + outcome.words() + "  " + folder.resolve(name + ".md"));
            if (outcome == Outcome.KEPT) kept++;
        }
        caller.out().println("They call:  " + launcher.command() + launcher.note());
        if (kept == 0) return ExitCode.DONE;
        caller.err()
                .println("orchestrate: " + (kept == 1 ? "1 file was" : kept + " files were")
                        + " kept, because the project has other content there.");
        caller.err().println("  To overwrite them:  orchestrate install-commands --force");
        return ExitCode.FAILED;
    }
}
