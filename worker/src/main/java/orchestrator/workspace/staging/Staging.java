package orchestrator.workspace.staging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.checkout.LeftOut.Why;
import orchestrator.filetree.FilePermissions;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.git.SizeLimits;
import orchestrator.workspace.request.Refused;

/** Adds everything in a checkout to its index, including new files, except for ignored ones. */
public final class Staging {
    private final Git git;
    private final Path keptOut;
    private final boolean mayHoldKeptOut;
    private final SizeLimits limits;
    private final boolean ofAgent;
    private final Map<String, LeftOutReason> reasons = new LinkedHashMap<>();
    private long newBytes;

    private Staging(Git git, Path keptOut, SizeLimits limits, boolean ofAgent) {
        this.git = git;
        this.limits = limits;
        this.keptOut = keptOut;
        this.mayHoldKeptOut = keptOut.startsWith(git.directory());
        this.ofAgent = ofAgent;
    }

    /**
     * Stages the user's own checkout, in which nested repositories are the user's. Returns a description of what was
     * left out.
     *
     * @param git with the root of the checkout as its directory
     * @param keptOut a directory of ours that may lie in the checkout
     */
    public static List<String> ofUser(Git git, Path keptOut) throws Refused {
        Staging staging = new Staging(git, keptOut, git.program().limits(), false);
        git.run("add", "-u");
        staging.addNew(git.names("ls-files", "-z", "--others", "--exclude-standard"));
        List<String> words = new ArrayList<>();
        staging.reasons.forEach((name, reason) -> words.add(Git.readable(name) + " (" + reason.words() + ")"));
        return words;
    }

    /**
     * Stages an agent's checkout. The files of repositories that the agent has made are taken.
     *
     * @param submodules paths of registered submodules, which stay submodules
     * @return why something was left out, by name
     */
    public static Map<String, LeftOutReason> ofAgent(Git git, Path keptOut, SizeLimits limits, Set<String> submodules)
            throws Refused {
        Staging staging = new Staging(git, keptOut, limits, true);
        staging.addTracked();
        NestedRepositories nested = new NestedRepositories(git, submodules);
        staging.addNew(nested.filesOfLinks());
        List<String> names = staging.others();
        List<String> wanted = new ArrayList<>();
        for (String name : names) {
            if (name.endsWith("/")) wanted.addAll(nested.filesOfUntracked(name));
            else wanted.add(name);
        }
        staging.addNew(wanted);
        staging.reasons.putAll(nested.reasons());
        return staging.reasons;
    }

    /** If git fails, files are added one by one, so that one bad file does not keep out the rest. */
    private void addTracked() {
        GitProgram.Answer added = git.ask("add", "-u");
        if (added.isGood()) return;
        if (!StagingErrors.areOfSingleFiles(added.problem())) git.good(added, "add");
        List<String> names = git.names("diff-files", "-z", "--name-only", "--ignore-submodules=dirty");
        for (String name : names) FilePermissions.makeReadable(FileName.at(git.directory(), name));
        add(names);
    }

    private List<String> others() {
        String[] list = {"ls-files", "-z", "--others", "--exclude-standard"};
        GitProgram.Answer names = git.ask(list);
        boolean isDenied = ofAgent && names.problem().contains("ermission denied");
        if (!isDenied) return Git.split(git.good(names, list).bytes());
        FilePermissions.openAll(git.directory());
        return git.names(list);
    }

    private void addNew(List<String> names) throws Refused {
        List<String> wanted = new ArrayList<>();
        for (String name : names) {
            if (isWanted(name)) wanted.add(name);
        }
        add(wanted);
    }

    /** Unlike {@code git add} it accepts that files vanish meanwhile: an agent may be working. */
    private void add(List<String> names) {
        if (names.isEmpty()) return;
        GitProgram.Answer added =
                git.feed(Git.listed(names), "update-index", "--add", "--remove", "--replace", "-z", "--stdin");
        if (added.isGood()) return;
        if (!ofAgent || !StagingErrors.areOfSingleFiles(added.problem())) git.good(added, "update-index");
        if (names.size() == 1) {
            reasons.put(names.get(0), StagingErrors.of(added.problem()));
        } else {
            add(names.subList(0, names.size() / 2));
            add(names.subList(names.size() / 2, names.size()));
        }
    }

    private boolean isWanted(String name) throws Refused {
        Path file = FileName.at(git.directory(), name);
        if (mayHoldKeptOut && file.startsWith(keptOut)) return false;
        if (name.endsWith("/")) return leaveOut(name, Why.REPOSITORY, "a repository of its own");
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (is.isSymbolicLink()) return true;
            if (is.isOther()) return leaveOut(name, Why.NO_FILE, "not a file but a pipe, a socket or a device");
            if (!Files.isReadable(file) && !(ofAgent && FilePermissions.makeReadable(file)))
                return leaveOut(name, Why.UNREADABLE, "cannot be read");
            if (is.size() > limits.fileBytes()) return leaveOut(name, Why.LARGE, tooLarge(is.size()));
            newBytes += is.size();
        } catch (NoSuchFileException vanished) {
            return false;
        } catch (IOException strange) {
            return true; // git decides
        }
        return newBytes <= limits.newBytes() || refuseOrLeaveOut(name);
    }

    private String tooLarge(long bytes) {
        return ofAgent ? "larger than " + limits.fileMegabytes() + " MB" : bytes / 1_000_000 + " MB";
    }

    private boolean refuseOrLeaveOut(String name) throws Refused {
        if (ofAgent)
            return leaveOut(
                    name, Why.LARGE, "with it, more than " + limits.newBytes() / 1_000_000_000 + " GB of new files");
        throw new Refused("there are more than 2 GB of files in " + git.directory()
                + " that git neither tracks nor ignores. Add them to .gitignore, or let the agents work in the"
                + " directory itself: --isolation none");
    }

    private boolean leaveOut(String name, Why why, String words) {
        reasons.put(name, new LeftOutReason(why, words));
        return false;
    }
}
