package orchestrator.launch;

/** A change to the command or the environment of the next launch. Each is tried once in a run. */
public enum Remedy {
    TRUST_DIRECTORY("its program is told to trust the workspace"),
    INCLUDE_DIRECTORIES("its program gets the directory for its temporary files as part of the workspace"),
    DECLARE_SANDBOX("its program is told by IS_SANDBOX=1 that it may run as root"),
    NEW_CONVERSATION("a new conversation begins"),
    OWN_TEMPORARY_DIRECTORY("it gets a directory for temporary files of its own"),
    SAFE_DIRECTORY("git is told, for this launch only, that the workspace is safe"),
    PLAIN_TERMINAL("it is started with TERM=dumb, NO_COLOR=1 and LC_ALL=C.UTF-8");

    private final String words;

    Remedy(String words) {
        this.words = words;
    }

    public String inWords() {
        return words;
    }
}
