package orchestrator.repair.applied;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.FixActivities.ApplyOrder;
import orchestrator.git.Git;
import orchestrator.text.Text;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.state.UserRepository;

/** Keeps a repair that is not written into the user's files: as a branch, or as a patch if there is no repository. */
final class KeptRepair {
    private static final String BRANCH = "orchestrate/autofix/";
    private static final String PATCH = "repair.patch";

    private final SessionCheckout session;
    private final ApplyOrder order;

    KeptRepair(SessionCheckout session, ApplyOrder order) {
        this.session = session;
        this.order = order;
    }

    /** @param why it is not written, to follow a colon */
    RepairRecord keep(String why) {
        String said = "Not written into your files: " + why + ". ";
        return session.place().isShadow() ? asPatch(said) : asBranch(said);
    }

    /** One commit on top of the snapshot, so that a cherry-pick brings the repair alone. */
    private RepairRecord asBranch(String said) {
        Git repository = session.repository();
        String base = session.known().base();
        String tree = repository.tree(session.result());
        String commit = repository.run("commit-tree", tree, "-p", base, "-m", order.title());
        String branch =
                BRANCH + order.key().substring(AutoFix.id(order.project()).length() + 1);
        UserRepository user = new UserRepository(session);
        user.fetch(List.of(commit));
        user.git().run("update-ref", "refs/heads/" + branch, commit);
        for (String name : user.git()
                .run("for-each-ref", "--format=%(refname)", session.kept("fetched"))
                .lines()
                .toList()) user.git().deleteReference(name);
        return RepairRecord.kept(
                session.root(),
                branch,
                said + "The branch " + branch + " has it. To take it over, commit or stash yours, then: git -C "
                        + Text.shellWord(session.root().toString()) + " cherry-pick -n " + branch);
    }

    private RepairRecord asPatch(String said) {
        Path patch = session.file(PATCH);
        byte[] diff = session.target()
                .bytes("diff", "--no-ext-diff", "--binary", session.known().base(), session.result());
        try {
            Files.write(patch, diff);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + patch, e);
        }
        return RepairRecord.kept(
                session.root(),
                null,
                said + "It is kept as a patch; to take it over: cd "
                        + Text.shellWord(session.root().toString()) + " && patch -p1 < "
                        + Text.shellWord(patch.toString()));
    }
}
