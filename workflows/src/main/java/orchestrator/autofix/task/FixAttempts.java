package orchestrator.autofix.task;

import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixActivities.Judged;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixActivities.Tested.Status;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.request.Repair;
import orchestrator.autofix.task.FixAgents.Worked;
import orchestrator.autofix.task.Strategist.Strategy;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.work.Now;
import org.jspecify.annotations.Nullable;

/** Repairs in a limited number of attempts: a strategy, a change by an agent, the tests, and with green ones the apply. */
final class FixAttempts {
    private static final Duration BACKOFF_MAX = Duration.ofMinutes(10);

    private final FixParts parts;
    private final Strategist strategist;
    private final Fixer fixer;
    private final FixDecision decision;
    private @Nullable Judged last;

    FixAttempts(FixParts parts, Fixer fixer, FixDecision decision) {
        this.parts = parts;
        this.strategist = new Strategist(parts);
        this.fixer = fixer;
        this.decision = decision;
    }

    /** @param first the red tests */
    FixEnd run(Tested first) {
        Tested latest = first;
        int attemptsMax = repair().attemptsMax();
        for (int number = 1; number <= attemptsMax; number++) {
            if (number > 1) backOff(number);
            FixEnd end = attempt(number, latest);
            if (end != null) return end;
            if (last != null) latest = last.tested();
        }
        String times = attemptsMax == 1 ? "one attempt" : attemptsMax + " attempts";
        return new FixEnd(Outcome.ESCALATED, "The tests are still red after " + times + ".", last, null);
    }

    private void backOff(int number) {
        double seconds = repair().firstBackoffSeconds() * Math.pow(2, number - 2.0);
        Duration wait = Duration.ofMillis((long) (1_000 * Math.min(seconds, BACKOFF_MAX.toSeconds())));
        if (wait.isZero()) return;
        Instant until = Now.now().plus(wait);
        parts.state().await("waits before attempt " + number, until);
        parts.stop().sleep(wait);
        parts.state().goOn();
    }

    /** Null if another attempt may follow. */
    private @Nullable FixEnd attempt(int number, Tested latest) {
        parts.state().beginAttempt(number);
        AttemptNotes notes = new AttemptNotes(number, Now.now());
        try {
            return attempt(number, latest, notes);
        } catch (FixEnd.Over over) {
            add(notes, over.end().reason());
            throw over;
        }
    }

    private @Nullable FixEnd attempt(int number, Tested latest, AttemptNotes notes) {
        Strategy strategy = notes.setStrategy(strategist.advise(number, latest));
        notes.setFixer(fixer.agent());
        Worked worked = fixer.fix(number, strategy, latest);
        notes.setFixer(fixer.agent());
        String unusable = whyUnusable(worked);
        if (!unusable.isEmpty()) return failed(notes, unusable);
        parts.state().enter(Step.VERIFYING, "attempt " + number + ": the tests verify the repair");
        Judged judged = notes.setJudged(parts.calls().judge());
        last = judged;
        String problem = problem(judged);
        if (!problem.isEmpty()) return failed(notes, problem);
        return judged.weakened().isEmpty() ? applied(notes, judged) : decided(notes, judged);
    }

    private static String whyUnusable(Worked worked) {
        if (!worked.succeeded()) return worked.run() + " did not finish: " + worked.reason();
        Integrated integrated = worked.integrated();
        if (integrated == null
                || (integrated.files().isEmpty() && integrated.conflicts().isEmpty()))
            return worked.run() + " has changed no file";
        if (integrated.conflicts().isEmpty()) return "";
        return "the change conflicts with an earlier one in " + String.join(", ", integrated.conflicts());
    }

    /** Empty if the tests are green. */
    private static String problem(Judged judged) {
        Tested tested = judged.tested();
        String weakened = judged.weakened().isEmpty()
                ? ""
                : " And it weakens the tests, which has to be undone: " + String.join(" ", judged.weakened());
        return switch (tested.status()) {
            case GREEN, FLAKY -> "";
            case RED, RED_BEFORE ->
                "the tests are still red: `" + tested.command() + "` ended with " + tested.exitCode() + "." + weakened;
            case CANNOT_RUN ->
                "with the change the tests cannot run any more: `" + tested.command() + "` ended with "
                        + tested.exitCode() + ". " + tested.note() + weakened;
            case NOTHING -> "nothing could verify the change. " + tested.note() + weakened;
        };
    }

    private @Nullable FixEnd failed(AttemptNotes notes, String why) {
        add(notes, why);
        return null;
    }

    private FixEnd applied(AttemptNotes notes, Judged judged) {
        parts.state().enter(Step.APPLYING, "writes the repair into your files");
        FixEnd end = apply(judged);
        String flaky = judged.tested().status() == Status.FLAKY ? "green when they ran again" : "green";
        add(notes, "the tests are " + flaky + ". " + end.reason());
        return end;
    }

    private FixEnd apply(Judged judged) {
        try {
            Applied applied = parts.calls().apply(title());
            return FixEnd.after(applied, judged);
        } catch (ActivityFailure e) {
            String why = "The repair is verified, but could not be applied: " + CallFailure.words(e);
            return new FixEnd(Outcome.FAILED, why, judged, null);
        }
    }

    private FixEnd decided(AttemptNotes notes, Judged judged) {
        String sentences = String.join(" ", judged.weakened());
        add(notes, "the tests are green, but the repair weakens them: " + sentences);
        String by = decision.await(judged);
        if (by.isEmpty()) return new FixEnd(Outcome.DROPPED, "Declined: " + sentences, judged, null);
        parts.state().enter(Step.APPLYING, "writes the repair into your files");
        FixEnd end = apply(judged);
        return new FixEnd(end.outcome(), end.reason() + " Approved by " + by + ".", judged, end.branch());
    }

    private void add(AttemptNotes notes, String outcome) {
        var made = notes.with(outcome);
        parts.state().add(made);
        parts.journal().add(EventType.STATUS, "attempt " + made.number() + ": " + outcome);
    }

    private String title() {
        FixRequest request = parts.request();
        List<String> paths = request.paths();
        String what = paths.isEmpty() ? "the tests" : paths.get(0);
        return "Repair of " + what + " (" + request.task() + ")";
    }

    private Repair repair() {
        return parts.request().request().repair();
    }
}
