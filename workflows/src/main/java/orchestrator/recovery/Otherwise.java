package orchestrator.recovery;

/** What follows a cause for which there is no remedy, or whose remedy was tried. */
enum Otherwise {
    /** Resume or hand over, with back-off and a bounded number of times. */
    RETRY,
    /** Another launch would not help; another agent may take over. */
    FAIL,
    /** No agent could work here before the user has done something. */
    BLOCKED,
    /** The user decides. */
    ASK
}
