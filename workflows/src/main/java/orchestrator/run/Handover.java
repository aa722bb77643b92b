package orchestrator.run;

/** What an agent is told when it is launched again. */
final class Handover {
    private Handover() {}

    static String note(boolean resumes, String cause) {
        return resumes
                ? "You were interrupted (" + cause
                        + "). Your last command may have run, or not, or only in part: check "
                        + "what it did before you go on. Then finish the task."
                : "Another agent worked on this before you and was interrupted (" + cause + "). What it did is in the "
                        + "current directory: look at it first, keep what is good, then finish the task.";
    }
}
