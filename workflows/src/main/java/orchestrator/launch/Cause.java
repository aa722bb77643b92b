package orchestrator.launch;

/** Why a launch failed, as far as it is known. {@code orchestrator.recovery.RecoveryTable} says what follows. */
public enum Cause {
    /** The program refuses to work in a directory that it does not trust, or that is no git repository. */
    UNTRUSTED_DIRECTORY,
    /** The program refused a file because it lies outside the directories that it was given. */
    OUTSIDE_WORKSPACE,
    /** The program refuses to skip its permission checks as root. */
    ROOT_REFUSED,
    /** The id of the new conversation is taken. */
    CONVERSATION_IN_USE,
    /** The program does not know the conversation to resume. */
    CONVERSATION_LOST,
    /** The conversation or the prompt is longer than the model takes. */
    CONTEXT_TOO_LONG,
    /** The prompt is longer than the program takes. */
    PROMPT_TOO_LONG,
    /** The program started without reading its prompt. */
    PROMPT_NOT_READ,
    /** No log-in, or the key was refused. */
    KEY_REFUSED,
    /** The account has nothing left to pay with. */
    PAYMENT,
    USAGE_LIMIT,
    TOO_FAST,
    /** The vendor's servers failed or are overloaded. */
    SERVER,
    /** The answer broke off in the middle. */
    CUT_STREAM,
    MODEL_UNKNOWN,
    /** The API refused the request itself; if it resumed a conversation, that is probably broken. */
    REQUEST_REFUSED,
    WRONG_ARGUMENTS,
    SETTINGS_BROKEN,
    PROGRAM_MISSING,
    NODE_TOO_OLD,
    /** The program's own configuration directory lies below the directory for temporary files. */
    HOME_IN_TEMPORARY_DIRECTORY,
    /** The program cannot write to its own configuration directory. */
    HOME_NOT_WRITABLE,
    DISK_FULL,
    /** Git refuses a repository that belongs to another user. */
    GIT_OWNERSHIP,
    /** The program misses a terminal, or a locale that it knows. */
    NO_TERMINAL,
    /** The system refused a file to the program. */
    PERMISSION_DENIED,
    /** It printed nothing for too long. */
    STALLED
}
