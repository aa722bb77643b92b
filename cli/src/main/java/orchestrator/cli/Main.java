package orchestrator.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import orchestrator.cli.background.Installation;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine;

/** The entry point: runs the command and turns every outcome into a message and an exit code. */
public final class Main {
    private final CommandCaller caller;

    public Main(CommandCaller caller) {
        this.caller = caller;
    }

    public static void main(String[] arguments) {
        System.setProperty("orchestrate.traces", "%nopex");
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        CommandCaller caller = new CommandCaller(
                System.getenv(),
                System.in,
                out,
                err,
                Path.of("").toAbsolutePath(),
                Boolean.getBoolean("orchestrate.terminal"),
                Installation.ofThisProcess());
        // A failure on another thread must not print a stack trace on the terminal either.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> err.println(UnexpectedFailure.text(caller, failure, arguments)));
        int exitCode = AgentProcessGuard.refuses(arguments, err) ? ExitCode.BAD_INPUT : new Main(caller).run(arguments);
        out.flush();
        err.flush();
        // Threads that still wait for the API must not keep the process alive.
        Runtime.getRuntime().halt(exitCode);
    }

    /** UTF-8 in any locale: file names and agents' messages are not limited to ASCII. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    public int run(String... arguments) {
        try {
            return new Invocation(caller).run(arguments);
        } catch (CommandException refusal) {
            caller.err().println(refusal.text());
            return refusal.exitCode();
        } catch (CommandLine.ParameterException wrong) {
            caller.err().println(UsageError.of(wrong).text());
            return ExitCode.BAD_INPUT;
        } catch (RuntimeException | Error failure) {
            caller.err().println(UnexpectedFailure.text(caller, failure, arguments));
            return ExitCode.FAILED;
        }
    }
}
