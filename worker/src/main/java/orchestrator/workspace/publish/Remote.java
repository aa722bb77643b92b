package orchestrator.workspace.publish;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.workspace.request.Refused;

/**
 * A remote of the user's repository.
 *
 * @param git of that repository
 */
record Remote(Git git, String name) {
    private static final String USUAL = "origin";
    /** {@code https://host/owner/name}, {@code ssh://git@host/owner/name} or {@code git@host:owner/name}. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?:https?|ssh|git)://(?:[^/@\\s]+@)?([\\w.-]+)(?::\\d+)?/|(?:[^/@\\s]+@)([\\w.-]+):)([\\w.-]+/[\\w.-]+?)(?:\\.git)?/?");

    private static final Pattern SECRET = Pattern.compile("://[^/@\\s]+@");

    /** @param wanted its name; empty for origin, or for the only one */
    static Remote of(Git user, String wanted) throws Refused {
        List<String> names = user.run("remote").lines().toList();
        if (names.isEmpty())
            throw new Refused("the repository " + user.directory() + " has no remote to push to.\n  Add one:  git -C "
                    + user.directory() + " remote add origin URL");
        if (names.contains(wanted)) return new Remote(user, wanted);
        if (!wanted.isEmpty())
            throw new Refused("the repository has no remote `" + wanted + "`. There is: " + String.join(", ", names));
        if (names.contains(USUAL)) return new Remote(user, USUAL);
        if (names.size() == 1) return new Remote(user, names.get(0));
        throw new Refused("the repository has several remotes, and none is called " + USUAL + ". Name one of them: "
                + String.join(", ", names));
    }

    /** {@code host/owner/name}, as GitHub's program takes it; empty if the address has another form. */
    Optional<String> repository() {
        Matcher address = ADDRESS.matcher(git.find("remote", "get-url", name).orElse(""));
        if (!address.matches()) return Optional.empty();
        String host = address.group(1) == null ? address.group(2) : address.group(1);
        return Optional.of(host + "/" + address.group(3));
    }

    /** True if the remote has this branch. */
    boolean has(String branch) throws Refused {
        GitProgram.Answer answer = git.ask("ls-remote", "--heads", "--", name, "refs/heads/" + branch);
        if (!answer.isGood()) throw unreachable("cannot be read", answer);
        return !answer.text().isEmpty();
    }

    /** Pushing the same commit again changes nothing. Refuses to replace what others have pushed there. */
    void push(String commit, String branch) throws Refused {
        GitProgram.Answer answer = git.ask("push", "-q", "--no-verify", "--", name, commit + ":refs/heads/" + branch);
        if (!answer.isGood()) throw unreachable("does not take the branch " + branch, answer);
    }

    private Refused unreachable(String what, GitProgram.Answer answer) {
        String problem = SECRET.matcher(answer.problem()).replaceAll("://");
        return new Refused("the remote " + name + " " + what + ": " + problem
                + "\n  See that `git push` works there without a question, and try again.");
    }
}
