package orchestrator.workspace.creation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orchestrator.git.GitFailed;
import orchestrator.git.Worktrees;
import orchestrator.identity.LaunchId;
import orchestrator.process.TimedCommand;
import orchestrator.workspace.dependencies.Dependencies;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.submodule.SubmoduleStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates a checkout that agents can work in: with submodules, the ignored files that are needed, and after the
 * user's setup command.
 */
public final class NewCheckout {
    private static final Logger log = LoggerFactory.getLogger(NewCheckout.class);
    private static final Duration SETUP_MAX = Duration.ofMinutes(30);

    private final SessionCheckout session;
    private final TimedCommand commands;

    public NewCheckout(SessionCheckout session, TimedCommand commands) {
        this.session = session;
        this.commands = commands;
    }

    /**
     * @param name used for the processes of the setup and for its log
     * @param arguments as for {@link Worktrees#add}
     */
    public void add(String name, Path path, boolean withSetup, String... arguments) throws Refused {
        Worktrees.add(session.repository(), path, arguments);
        new SubmoduleStore(session).checkOut(path);
        List<String> leftOut = new ArrayList<>(IncludedFiles.copy(session.target(), path));
        Dependencies.provide(session, path);
        if (!leftOut.isEmpty()) log.warn("not copied session={} files={}", session.key(), leftOut);
        try {
            // Git does not create a directory without files.
            Files.createDirectories(session.within(path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + session.within(path), e);
        }
        if (withSetup) setUp(name, session.within(path));
    }

    private void setUp(String name, Path directory) throws Refused {
        String setup = session.known().setup();
        if (setup == null || setup.isBlank()) return;
        TimedCommand.Ending ending = run(setup, name, directory);
        if (ending.exitCode() == 0) return;
        String how = ending.ended().isEmpty() ? "ended with exit code " + ending.exitCode() : "was " + ending.ended();
        throw new Refused("the setup `" + setup + "` " + how + " in " + directory + ":\n" + ending.tail());
    }

    private TimedCommand.Ending run(String setup, String name, Path directory) {
        try {
            LaunchId launch = new LaunchId(session.key(), "setup-" + name, 1);
            return commands.run(setup, directory, launch, session.file("setup-" + name + ".log"), SETUP_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitFailed("interrupted while the setup ran in " + directory, e);
        }
    }
}
