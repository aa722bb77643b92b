package orchestrator.cli.guard;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.output.CommandException;
import orchestrator.guard.FileView;
import orchestrator.guard.Guard;
import orchestrator.guard.Territory;
import orchestrator.guard.place.LaunchPlace;
import orchestrator.guard.place.RealFiles;
import orchestrator.guard.place.Territories;
import orchestrator.guard.policy.Policies;
import orchestrator.guard.policy.PolicyInForce;
import orchestrator.guard.policy.WrongPolicy;
import orchestrator.guard.tool.Guards;
import orchestrator.home.Home;
import orchestrator.sandbox.SandboxProbe;
import picocli.CommandLine.Option;

/** A launch as it would be in a directory, for which the guard decides. */
final class GuardOptions {
    /** No session has this key, because it is too short. */
    private static final String NO_SESSION = "check";

    @Option(names = "--target", paramLabel = "DIR", description = "The agent's working directory (default: this one).")
    private String target = "";

    @Option(names = "--read-only", description = "Decide as for a review, which may only read.")
    private boolean readOnly;

    @Option(
            names = "--sandbox",
            paramLabel = "WORD",
            description = "on: the launch has a /tmp of its own; off: it has none; auto (default): as a launch here.")
    private String sandbox = "auto";

    Path target(CommandCaller caller) {
        try {
            Path directory = caller.resolve(target.isEmpty() ? "." : target);
            if (Files.isDirectory(directory)) return new RealFiles().real(directory);
            throw CommandException.badInput(
                    "cannot decide for " + directory + ": it is not a directory.", "Name one:  --target DIR");
        } catch (InvalidPathException e) {
            throw CommandException.badInput("`" + target + "` is not a valid path.", "Name a directory:  --target DIR");
        }
    }

    PolicyInForce policy(CommandCaller caller) {
        Path home = Home.userHome(caller.environment());
        try {
            return new Policies(Home.named(caller.environment()), home).of(target(caller));
        } catch (WrongPolicy wrong) {
            throw CommandException.badInput(
                    String.valueOf(wrong.getMessage()),
                    "Until then no agent is started. docs/guard.md shows the form.");
        }
    }

    Territory territory(CommandCaller caller) {
        LaunchPlace place = place(caller);
        return Territories.of(place, RealFiles.of(place));
    }

    Guard guard(CommandCaller caller) {
        LaunchPlace place = place(caller);
        FileView files = RealFiles.of(place);
        return Guards.of(Territories.of(place, files), policy(caller).policy(), files, readOnly, place.privateTmp());
    }

    private LaunchPlace place(CommandCaller caller) {
        Path data = Home.named(caller.environment());
        Path directory = target(caller);
        return new LaunchPlace(
                data,
                NO_SESSION,
                NO_SESSION,
                data.resolve("sessions").resolve(NO_SESSION),
                directory,
                directory,
                readOnly,
                hasSandbox(caller),
                caller.environment());
    }

    private boolean hasSandbox(CommandCaller caller) {
        return switch (sandbox.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            case "auto" -> new SandboxProbe(caller.environment()).find().works();
            default ->
                throw CommandException.badInput(
                        "--sandbox is auto, on or off, not `" + sandbox + "`.", "For example:  --sandbox off");
        };
    }
}
