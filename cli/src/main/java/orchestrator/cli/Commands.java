package orchestrator.cli;

import java.util.List;
import java.util.concurrent.Callable;
import orchestrator.cli.access.SignCommand;
import orchestrator.cli.access.TokenCommand;
import orchestrator.cli.access.TrustCommand;
import orchestrator.cli.demo.DemoWatchCommand;
import orchestrator.cli.doctor.DoctorCommand;
import orchestrator.cli.guard.GuardCheckCommand;
import orchestrator.cli.guard.GuardCommand;
import orchestrator.cli.guard.GuardPolicyCommand;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.install.InstallCommandsCommand;
import orchestrator.cli.mcp.McpCommand;
import orchestrator.cli.read.AttachCommand;
import orchestrator.cli.read.ListCommand;
import orchestrator.cli.read.LogsCommand;
import orchestrator.cli.read.MonitorCommand;
import orchestrator.cli.read.ReportCommand;
import orchestrator.cli.read.StatusCommand;
import orchestrator.cli.read.ViolationsCommand;
import orchestrator.cli.result.DiffCommand;
import orchestrator.cli.result.DiscardCommand;
import orchestrator.cli.result.MergeCommand;
import orchestrator.cli.result.PullRequestCommand;
import orchestrator.cli.run.DemoCommand;
import orchestrator.cli.run.ResumeCommand;
import orchestrator.cli.run.RunCommand;
import orchestrator.cli.service.DownCommand;
import orchestrator.cli.service.ForegroundCommand;
import orchestrator.cli.service.ServeCommand;
import orchestrator.cli.service.UpCommand;
import orchestrator.cli.steer.AbortCommand;
import orchestrator.cli.steer.AnswerCommand;
import orchestrator.cli.steer.ApproveCommand;
import orchestrator.cli.steer.ArchiveCommand;
import orchestrator.cli.steer.MessageCommand;
import orchestrator.cli.steer.PauseCommand;
import orchestrator.cli.steer.ReviewCommand;
import orchestrator.cli.steer.StopCommand;
import orchestrator.cli.watch.WatchCommand;

/** Creates a command by its name. Only that command's class is loaded, so that short commands start fast. */
final class Commands {
    private Commands() {}

    static Callable<Integer> create(String name, CommandCaller caller) {
        return switch (name) {
            case "run" -> new RunCommand(caller);
            case "watch" -> new WatchCommand(caller);
            case "demo" -> new DemoCommand(caller);
            case "attach" -> new AttachCommand(caller);
            case "monitor" -> new MonitorCommand(caller);
            case "list" -> new ListCommand(caller);
            case "status" -> new StatusCommand(caller);
            case "logs" -> new LogsCommand(caller);
            case "pause" -> new PauseCommand(caller);
            case "resume" -> new ResumeCommand(caller);
            case "abort" -> new AbortCommand(caller);
            case "stop" -> new StopCommand(caller);
            case "review" -> new ReviewCommand(caller);
            case "answer" -> new AnswerCommand(caller);
            case "message" -> new MessageCommand(caller);
            case "report" -> new ReportCommand(caller);
            case "violations" -> new ViolationsCommand(caller);
            case "diff" -> new DiffCommand(caller);
            case "merge" -> new MergeCommand(caller);
            case "discard" -> new DiscardCommand(caller);
            case "pull-request" -> new PullRequestCommand(caller);
            case "archive" -> new ArchiveCommand(caller);
            case "up" -> new UpCommand(caller);
            case "down" -> new DownCommand(caller);
            case "serve" -> new ServeCommand(caller);
            case "worker", "api" -> new ForegroundCommand(caller);
            case "trust" -> new TrustCommand(caller);
            case "approve" -> new ApproveCommand(caller);
            case "sign" -> new SignCommand(caller);
            case "token" -> new TokenCommand(caller);
            case "guard" -> new GuardCommand(caller);
            case "mcp" -> new McpCommand(caller, ProgramVersion.TEXT);
            case "doctor" -> new DoctorCommand(caller);
            case "install-commands" -> new InstallCommandsCommand(caller);
            case "warm-up" -> new WarmUpCommand(caller);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The commands that may follow its name. */
    static List<Callable<Integer>> below(String name, CommandCaller caller) {
        return switch (name) {
            case "demo" -> List.of(new DemoWatchCommand(caller));
            case "guard" -> List.of(new GuardCheckCommand(caller), new GuardPolicyCommand(caller));
            default -> List.of();
        };
    }
}
