package orchestrator.git;

import orchestrator.trouble.NeedsUser;

/** The repository requires a filter program, such as git-lfs, that does not work here. */
public final class MissingFilter extends NeedsUser {
    private static final long serialVersionUID = 1;

    MissingFilter(String reason, String remedy) {
        super(reason, remedy);
    }
}
