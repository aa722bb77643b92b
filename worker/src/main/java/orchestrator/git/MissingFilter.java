package orchestrator.git;

import orchestrator.trouble.NeedsPerson;

/** The repository requires a program, such as git-lfs, that does not work here. */
public final class MissingFilter extends NeedsPerson {
    private static final long serialVersionUID = 1;

    MissingFilter(String reason, String remedy) {
        super(reason, remedy);
    }
}
