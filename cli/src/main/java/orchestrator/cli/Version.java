package orchestrator.cli;

/** The version of this program. */
final class Version {
    static final String TEXT = "0.2.0";

    private Version() {}
}
