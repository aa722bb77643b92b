package orchestrator.workspace.publish;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.eventlog.Artifacts;
import orchestrator.git.Git;
import orchestrator.workspace.inspection.ResultDiff;
import orchestrator.workspace.integration.CheckoutClosing;
import orchestrator.workspace.merge.ResultCommit;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.PublishRequest;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.CheckoutState.Stage;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.state.UserRepository;

/**
 * Pushes the result as a branch of its own, on top of the user's commit, and opens a pull request. The target and its
 * branches stay as they are. A repeated call finishes an interrupted one, and opens no second pull request.
 */
public final class ResultPublication {
    private static final String PUSHED = "pushed";

    private final SessionCheckout session;
    private final ResultDiff diff;
    private final Map<String, String> environment;

    /** @param environment of the worker, with which {@code gh} is found */
    public ResultPublication(SessionCheckout session, Artifacts artifacts, Map<String, String> environment) {
        this.session = session;
        this.diff = new ResultDiff(session, artifacts);
        this.environment = environment;
    }

    /** Returns lines that say what was done. */
    public List<String> publish(PublishRequest request) throws Refused {
        refuseIfImpossible();
        String known = session.known().pullRequest();
        if (!known.isEmpty()) return List.of("Nothing to do: the pull request is open already: " + known);
        if (session.known().stage() == Stage.OPEN) new CheckoutClosing(session).close();
        if (diff.update().files() == 0)
            throw new Refused("the agents have changed no file, so there is nothing to push.");
        UserRepository user = new UserRepository(session);
        Remote remote = Remote.of(user.git(), request.remote());
        return request.pushOnly()
                ? List.of(
                        pushed(user, remote, request.merge()),
                        "No pull request was opened; open it where " + remote.name() + " is.")
                : open(user, remote, request);
    }

    private void refuseIfImpossible() throws Refused {
        if (session.known().stage().isGone())
            throw new Refused("the result is " + session.known().outcome() + " already, so it has no branch to push.");
        if (session.isInPlace())
            throw new Refused("the agents worked in " + session.known().target() + " itself: there is no branch of"
                    + " their own to push.");
        if (session.place().isShadow())
            throw new Refused(session.known().target() + " is no git repository, so there is nowhere to push to.");
        if (!Files.isDirectory(session.root()))
            throw new Refused("the target " + session.root() + " is gone: it was moved, renamed or deleted.");
        session.requireTarget();
    }

    private List<String> open(UserRepository user, Remote remote, PublishRequest request) throws Refused {
        GithubProgram github;
        try {
            github = GithubProgram.of(environment, session.root(), remote.repository());
        } catch (Refused refused) {
            throw new Refused(refused.getMessage() + "\n  Or only push the branch:  orchestrate pull-request "
                    + session.key() + " --push-only");
        }
        String base = base(user.git(), remote, request.base());
        String pushed = pushed(user, remote, request.merge());
        Optional<String> earlier = github.opened(branch());
        String address = earlier.isPresent() ? earlier.get() : opened(github, base, request.merge());
        session.keep(session.known().withPullRequest(address));
        return List.of(pushed, "Opened the pull request " + address);
    }

    /** The {@code gh} of a worker that was killed may have opened it in this moment. */
    private String opened(GithubProgram github, String base, MergeRequest merge) throws Refused {
        try {
            return github.open(branch(), base, merge.title(), body(merge));
        } catch (Refused refused) {
            Optional<String> meanwhile = github.opened(branch());
            if (meanwhile.isEmpty()) throw refused;
            return meanwhile.get();
        }
    }

    /** A branch that only this machine has cannot be what a pull request is for. */
    private static String base(Git user, Remote remote, String wanted) throws Refused {
        if (!wanted.isEmpty()) {
            if (remote.has(wanted)) return wanted;
            throw new Refused("the remote " + remote.name() + " has no branch `" + wanted + "`.");
        }
        String current = user.find("symbolic-ref", "-q", "--short", "HEAD").orElse("");
        return !current.isEmpty() && remote.has(current) ? current : "";
    }

    private String branch() {
        return "orchestrate/" + session.key();
    }

    private String body(MergeRequest merge) {
        String text = merge.body().isEmpty() ? "" : merge.body() + "\n\n";
        return text + "Made in session " + session.known().session() + ".\n";
    }

    /** The commit is remembered before the push, so that an interrupted one is repeated with the same. */
    private String pushed(UserRepository user, Remote remote, MergeRequest merge) throws Refused {
        String reference = session.kept(PUSHED);
        Git ours = session.repository();
        boolean isFirst = ours.commit(reference).isEmpty();
        if (isFirst)
            ours.createReference(reference, ResultCommit.on(session).make(merge).commit());
        String commit = ours.commit(reference).orElseThrow();
        user.fetch(List.of(commit));
        try {
            remote.push(commit, branch());
        } catch (Refused nothingPushed) {
            if (isFirst) ours.deleteReference(reference);
            throw nothingPushed;
        }
        return "Pushed the branch " + branch() + " to " + remote.name() + ".";
    }
}
