package orchestrator.report;

import java.time.Duration;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.session.Teamwork;
import orchestrator.session.Teamwork.Verification;

/** The results of the user's own checks, which the worker ran. */
final class CheckSection {
    private CheckSection() {}

    static String inShort(Teamwork teamwork) {
        Verification last = teamwork.verification();
        if (last == null) return "not run";
        Verified verified = last.verified();
        String command = verified.command().isEmpty() ? "" : " (" + MarkdownText.code(verified.command()) + ")";
        String before = verified.wasRedBefore() ? ", as without any change" : "";
        String changed = verified.changed().isEmpty() ? "" : "; the check itself was changed, see below";
        return status(verified.status()) + command + before + changed;
    }

    static String of(Teamwork teamwork) {
        Verification last = teamwork.verification();
        if (last == null) return "The checks were not run.\n";
        Verified verified = last.verified();
        if (verified.status() == Verified.Status.NOTHING)
            return "There was nothing to run: no command was given, and no build file suggests one.\n"
                    + verified.remarks();
        String guessed = verified.guessedFrom().isEmpty()
                ? "as asked for"
                : "guessed from " + MarkdownText.code(verified.guessedFrom());
        String commit = last.commit().isEmpty() ? "" : ", on " + MarkdownText.code(last.commit());
        String text = "**" + status(verified.status()) + "**: " + MarkdownText.code(verified.command()) + " (" + guessed
                + ") ended with exit code " + verified.exitCode() + " after "
                + MarkdownText.time(Duration.ofSeconds(verified.seconds())) + commit + ", at " + last.at() + "."
                + (verified.remarks().isEmpty() ? "" : " " + verified.remarks()) + "\n";
        return verified.tail().isBlank() ? text : text + "\n" + MarkdownText.block(verified.tail());
    }

    private static String status(Verified.Status status) {
        return switch (status) {
            case GREEN -> "green";
            case RED -> "red";
            case CANNOT_RUN -> "could not be run";
            case NOTHING -> "there are none";
        };
    }
}
