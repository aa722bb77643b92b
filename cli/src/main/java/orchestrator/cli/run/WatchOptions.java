package orchestrator.cli.run;

import picocli.CommandLine.Option;

/** Options for how a new session is shown. */
final class WatchOptions {
    @Option(names = "--verbose", description = "Show every event, not only the important ones.")
    boolean verbose;

    @Option(names = "--no-dashboard", description = "Do not print the dashboard's link.")
    boolean noDashboard;

    @Option(names = "--detach", description = "Start the session, print its id and do not wait for it.")
    boolean detach;
}
