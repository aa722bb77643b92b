package orchestrator.cli.mcp;

import java.util.concurrent.Callable;
import orchestrator.api.mcp.ApiCalls;
import orchestrator.api.mcp.StdioServer;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "mcp",
        description =
                "Serve the Model Context Protocol on standard input and output, so that an agent of yours can start"
                        + " and steer sessions. Agents' programs start it; for Claude Code:  claude mcp add orchestrator --"
                        + " orchestrate mcp")
public final class McpCommand implements Callable<Integer> {
    private final CommandCaller caller;
    private final String version;

    @Mixin
    private final HelpOption help = new HelpOption();

    public McpCommand(CommandCaller caller, String version) {
        this.caller = caller;
        this.version = version;
    }

    @Override
    public Integer call() throws InterruptedException {
        // The protocol owns the output; a library's warning in it would end the conversation.
        System.setOut(System.err);
        ApiCalls api = ApiCalls.with(caller.home(), () -> "http://127.0.0.1:" + ApiAccess.port(caller));
        StdioServer.serve(api, version, caller.in(), caller.out());
        return ExitCode.DONE;
    }
}
