package orchestrator.cli;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.CommandNames;
import orchestrator.cli.input.PlainWords;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One call of the command line. If the first word is no command, it is a prompt. */
final class Invocation {
    private final CommandCaller caller;

    Invocation(CommandCaller caller) {
        this.caller = caller;
    }

    int run(String... arguments) {
        if (arguments.length == 0 || isOneOf(arguments[0], "--help", "-h", "help")) return print(Help.TEXT);
        if (isOneOf(arguments[0], "--version", "-V")) return print("orchestrate " + ProgramVersion.TEXT + "\n");
        boolean named = CommandNames.NAMES.contains(arguments[0]);
        String name = named ? arguments[0] : "run";
        String[] rest = named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        return call(name, rest);
    }

    private int call(String name, String... arguments) {
        Callable<Integer> command = Commands.create(name, caller);
        return isPlain(command, arguments) ? execute(command) : parseAndCall(name, command, arguments);
    }

    private static boolean isPlain(Callable<Integer> command, String... arguments) {
        return command instanceof PlainWords.Command plain
                && PlainWords.of(arguments).filter(plain::take).isPresent();
    }

    private int parseAndCall(String name, Callable<Integer> named, String... arguments) {
        CommandSpec root = CommandSpec.create().name("orchestrate");
        CommandLine parent = new CommandLine(root).addSubcommand(name, new CommandLine(named));
        for (Callable<Integer> below : Commands.below(name, caller))
            parent.getSubcommands().get(name).addSubcommand(below);
        ParseResult parsed = parent.parseArgs(
                Stream.concat(Stream.of(name), Stream.of(arguments)).toArray(String[]::new));
        while (parsed.hasSubcommand()) parsed = parsed.subcommand();
        CommandLine command = parsed.commandSpec().commandLine();
        if (command.isUsageHelpRequested()) return print(command.getUsageMessage());
        return execute(command.getCommand());
    }

    private static int execute(Callable<Integer> command) {
        try {
            return command.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int print(String text) {
        caller.out().print(text);
        return ExitCode.DONE;
    }

    private static boolean isOneOf(String word, String... words) {
        return Arrays.asList(words).contains(word);
    }
}
