package orchestrator.cli;

/** The version of this program. */
final class ProgramVersion {
    static final String TEXT = "0.3.0";

    private ProgramVersion() {}
}
