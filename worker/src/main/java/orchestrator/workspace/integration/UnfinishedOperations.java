package orchestrator.workspace.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import orchestrator.git.Git;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;

/**
 * A rebase, cherry-pick, revert, patch or bisect that an agent has left open in its checkout. It is finished if git can
 * do that; else it is abandoned, and its unfinished work is kept as a commit.
 */
public final class UnfinishedOperations {
    public static final String PREFIX = "unfinished-";

    /** A rebase stops at most once for each commit. */
    private static final int STEPS_MAX = 200;

    /** Commands in a rebase plan. We do not run what an agent has planned. */
    private static final Pattern RUNS_PROGRAMS = Pattern.compile("(?m)^(x|exec) ");

    private final SessionCheckout session;
    private final String agent;
    private final Git git;
    private final List<String> words = new ArrayList<>();

    UnfinishedOperations(SessionCheckout session, String agent, Git git) {
        this.session = session;
        this.agent = agent;
        this.git = git;
    }

    /**
     * Returns a description of what was done.
     *
     * @param isMarked true if there are conflict markers, which the agent has to resolve first
     */
    List<String> finish(boolean isMarked) {
        if (isThere("BISECT_LOG")) endBisect();
        if (isMarked) return words;
        if (isThere("rebase-merge")) finishRebase();
        for (String what : List.of("cherry-pick", "revert")) {
            if (isThere(head(what))) finishPick(what);
        }
        return words;
    }

    /** Ends all open operations and leaves the files as they are. */
    List<String> giveUp() throws Refused {
        if (isThere("BISECT_LOG")) endBisect();
        if (isThere("rebase-apply/applying")) quit("am");
        if (isRebase()) giveUpRebase();
        for (String what : List.of("cherry-pick", "revert")) {
            if (isThere(head(what))) quit(what);
        }
        return words;
    }

    boolean isRebase() {
        return isThere("rebase-merge") || isThere("rebase-apply");
    }

    private static String head(String what) {
        return what.equals("revert") ? "REVERT_HEAD" : "CHERRY_PICK_HEAD";
    }

    private boolean isThere(String name) {
        return Files.exists(path(name));
    }

    private Path path(String name) {
        return Path.of(session.tree(agent).git()).resolve(name);
    }

    private void finishRebase() {
        for (int step = 0; step < STEPS_MAX && isThere("rebase-merge"); step++) {
            if (runsPrograms()) return;
            git.ask("add", "-u");
            String before = git.run("rev-parse", "HEAD");
            git.ask("rebase", "--continue");
            boolean conflicts = !git.names("ls-files", "-z", "--unmerged").isEmpty();
            if (conflicts || before.equals(git.run("rev-parse", "HEAD"))) break;
        }
        if (!isThere("rebase-merge")) words.add("a rebase that " + agent + " had left open was finished");
    }

    private boolean runsPrograms() {
        try {
            Path todo = path("rebase-merge/git-rebase-todo");
            return Files.exists(todo)
                    && RUNS_PROGRAMS.matcher(Files.readString(todo)).find();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the rebase plan in " + git.directory(), e);
        }
    }

    private void finishPick(String what) {
        git.ask("add", "-u");
        if (git.ask(what, "--continue").isGood())
            words.add("a " + what + " that " + agent + " had left open was finished");
    }

    /**
     * Resets the branch to its commit before the rebase, so that no commit is lost. The unfinished work is kept under a
     * reference.
     */
    private void giveUpRebase() throws Refused {
        String head = git.run("rev-parse", "HEAD");
        String half = session.snapshot(git, head, "Work of " + agent + " in an unfinished rebase");
        String name = PREFIX + agent + "-" + half.substring(0, 10);
        session.repository().run("update-ref", session.kept(name), half);
        if (!git.ask("rebase", "--abort").isGood()) git.run("rebase", "--quit");
        words.add("a rebase that " + agent + " had left open was given up, and its branch is as before; the half-done"
                + " work is kept as " + name + ", commit " + half.substring(0, 10));
    }

    private void quit(String what) {
        git.run(what, "--quit");
        words.add("a git " + what + " that " + agent + " had left open was ended; its files are used as they are");
    }

    private void endBisect() {
        git.run("bisect", "reset", "HEAD");
        words.add("a bisect that " + agent + " had left open was ended");
    }
}
