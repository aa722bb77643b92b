package orchestrator.git;

/** Names that belong to a session: its repository, its branches, and its other references. */
public final class SessionRefs {
    public static final String REPOSITORY = "repository.git";

    public static final String BRANCHES = "refs/heads/orchestrate";
    private static final String KEPT = "refs/orchestrate";

    private SessionRefs() {}

    public static String branch(String key, String name) {
        return "orchestrate/" + key + "/" + name;
    }

    public static String reference(String key, String name) {
        return BRANCHES + "/" + key + "/" + name;
    }

    /**
     * A reference that is not a branch: the commit that all agents started from, the result, or the files before a
     * merge.
     */
    public static String kept(String key, String name) {
        return KEPT + "/" + key + "/" + name;
    }

    /** True for a file in a session's repository or for one of our references in the user's. */
    static boolean isOurs(String file) {
        return file.contains("/" + REPOSITORY + "/")
                || file.contains("/" + BRANCHES + "/")
                || file.contains("/" + KEPT + "/");
    }
}
