package orchestrator.orchestration.permission;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import orchestrator.launch.GuardRecord;
import orchestrator.session.AnswerChoice;
import orchestrator.session.OpenItem;
import orchestrator.session.OpenItem.Choice;
import orchestrator.session.OpenItem.WaitingCall;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** Puts the question about a call that waits in the guard into words. */
final class PermissionQuestion {
    private static final int SUBJECT_BYTES_MAX = 300;
    private static final List<Choice> CHOICES = List.of(
            AnswerChoice.ALLOW.meaning("it runs, and so does the same command later in this run"),
            AnswerChoice.ALWAYS.meaning("it runs, and becomes a rule of your policy for every run"),
            AnswerChoice.DENY.meaning("it does not run; the agent goes on without it"),
            AnswerChoice.STOP.meaning("stop the session"));

    private PermissionQuestion() {}

    static OpenItem item(String id, String run, GuardRecord asked, Instant now) {
        WaitingCall call =
                new WaitingCall(run, asked.tool(), asked.subject(), asked.rule(), asked.reason(), asked.until());
        return new OpenItem(
                id, OpenItem.Kind.PERMISSION, question(run, asked), List.of(), CHOICES, now, null, false, call);
    }

    private static String question(String run, GuardRecord asked) {
        String subject = Text.line(asked.subject(), SUBJECT_BYTES_MAX);
        String reason = asked.reason().endsWith(".") ? asked.reason() : asked.reason() + ".";
        return run + " asks for permission: " + asked.tool() + " `" + subject + "`. " + reason + " (rule "
                + asked.rule() + ") " + waits(asked.until());
    }

    private static String waits(@Nullable Instant until) {
        if (until == null) return "The agent goes on without it if nobody answers.";
        return "It waits until " + until.truncatedTo(ChronoUnit.SECONDS) + "; then the agent goes on without it.";
    }
}
