package orchestrator.project;

/** A project cannot be watched as requested; the message says what to correct. */
final class ProjectRefused extends Exception {
    private static final long serialVersionUID = 1;

    ProjectRefused(String why) {
        super(why);
    }
}
