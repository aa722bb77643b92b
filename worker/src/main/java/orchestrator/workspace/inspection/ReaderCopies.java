package orchestrator.workspace.inspection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.Copy;
import orchestrator.checkout.CheckoutActivities.CopyRequest;
import orchestrator.eventlog.Artifacts;
import orchestrator.git.Git;
import orchestrator.git.Worktrees;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;
import orchestrator.process.TimedCommand;
import orchestrator.workspace.creation.NewCheckout;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.staging.Staging;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.submodule.Submodules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Throw-away checkouts for reviewers, who only read. */
public final class ReaderCopies {
    private static final Logger logger = LoggerFactory.getLogger(ReaderCopies.class);

    private final SessionCheckout session;
    private final Artifacts artifacts;
    private final TimedCommand commands;

    public ReaderCopies(SessionCheckout session, Artifacts artifacts, TimedCommand commands) {
        this.session = session;
        this.artifacts = artifacts;
        this.commands = commands;
    }

    /** A repeated call returns the same copy, even if there is newer work, because a reviewer may be reading it. */
    public Copy make(CopyRequest request) throws Refused {
        if (!session.hasGit()) return new Copy(session.known().target(), "", "", false);
        Optional<Copy> made = made(request.name());
        if (made.isPresent()) return made.get();
        String commit = commit(request.agent());
        Path path = session.copy(request.name());
        new NewCheckout(session, commands).add(request.name(), path, false, "--detach", commit);
        String base = session.known().base();
        Git git = session.target();
        String diff = artifacts.put(new CommitDiff(git).text(base, commit));
        Copy copy = new Copy(
                session.within(path).toString(), commit, diff, git.tree(base).equals(git.tree(commit)));
        keep(request.name(), copy);
        return copy;
    }

    public void drop(String name) {
        if (!session.hasGit()) return;
        Worktrees.remove(session.repository(), session.copy(name))
                .forEach((path, why) -> logger.warn("not removed session={} {}: {}", session.key(), path, why));
        try {
            Files.deleteIfExists(note(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + note(name), e);
        }
    }

    private String commit(String agent) throws Refused {
        if (session.isInPlace()) return session.snapshot(session.target(), session.result(), "The files as they are");
        if (agent.isEmpty()) return session.result();
        Git git = session.gitOf(agent);
        Submodules submodules = new Submodules(session, agent, git);
        return session.snapshot(
                git,
                git.run("rev-parse", "HEAD"),
                "Work of " + agent + " with uncommitted changes",
                index -> List.copyOf(
                        Staging.ofAgent(index, session.home(), session.program().limits(), submodules.registered())
                                .keySet()));
    }

    private Path note(String name) {
        return session.copies().resolve(name + ".json");
    }

    private Optional<Copy> made(String name) {
        try {
            Copy copy = Json.read(Files.readString(note(name)), Copy.class);
            return Files.isDirectory(Path.of(copy.path())) ? Optional.of(copy) : Optional.empty();
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + note(name), e);
        }
    }

    private void keep(String name, Copy copy) {
        AtomicFile.of(note(name)).write(Json.write(copy));
    }
}
