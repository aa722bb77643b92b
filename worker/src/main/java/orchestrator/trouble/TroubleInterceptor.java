package orchestrator.trouble;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityPausedException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityInput;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityOutput;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventLogException;
import orchestrator.eventlog.Trouble;
import orchestrator.eventlog.Troubles;
import orchestrator.failure.CallFailure;
import orchestrator.temporal.ActivityInterceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps every activity, so that no failure is retried silently: classifies it, reports it, and tells Temporal if it
 * should retry. Failures that may pass are retried with growing delays; if they do not pass, the user is asked.
 */
public final class TroubleInterceptor extends ActivityInterceptor {
    private static final Logger log = LoggerFactory.getLogger(TroubleInterceptor.class);
    private static final long FIRST_DELAY_MILLIS = 200;
    private static final long DELAY_MILLIS_MAX = 20_000;
    private static final int UNSURE_ATTEMPTS = 4;
    private static final int ATTEMPTS_BEFORE_ASKING = 5;
    private static final Duration TRIED_BEFORE_ASKING = Duration.ofMinutes(2);
    private static final int UNANSWERED_SAID_FROM = 3;
    private static final int UNANSWERED_SAID_EVERY = 10;

    /** Without these activities nothing can be shown to the user, so they are retried for ever. */
    private static final Set<String> NEVER_GIVEN_UP = Set.of("Record", "Place");

    private final TroubleBook book;
    private final Clock clock;

    public TroubleInterceptor(EventLog events, Troubles troubles, Clock clock) {
        this.book = new TroubleBook(events, troubles, clock);
        this.clock = clock;
    }

    @Override
    protected ActivityOutput around(
            ActivityExecutionContext context, ActivityInput input, Supplier<ActivityOutput> activity) {
        ActivityInfo info = context.getInfo();
        // If it fails, its workflow calls it again as an ordinary activity, which tells what is wrong.
        if (info.isLocal()) return activity.get();
        ActivitySubject subject = ActivitySubject.of(info, input.getArguments());
        sayIfUnanswered(info, subject);
        try {
            ActivityOutput output = activity.get();
            book.works(subject);
            return output;
        } catch (ActivityPausedException paused) {
            book.failed(subject, pausedInTemporal(info), clock.instant(), 1, null);
            throw paused;
        } catch (ActivityCompletionException | CanceledFailure unwanted) {
            throw unwanted;
        } catch (RuntimeException | Error failure) {
            if (isInterruption(failure)) throw failure;
            throw sorted(info, subject, failure);
        }
    }

    /** The user paused the activity in Temporal's Web UI; without a report the session would just stop. */
    private static ActivityFault pausedInTemporal(ActivityInfo info) {
        return ActivityFault.needsYou(
                true,
                "it was paused in Temporal",
                "Resume it there: temporal activity unpause -w " + info.getWorkflowId() + " --activity-id "
                        + info.getActivityId());
    }

    private void sayIfUnanswered(ActivityInfo info, ActivitySubject subject) {
        int attempt = info.getAttempt();
        boolean isTime = attempt == UNANSWERED_SAID_FROM
                || (attempt > UNANSWERED_SAID_FROM && attempt % UNANSWERED_SAID_EVERY == 0);
        if (isTime && book.known(subject) == null) book.unanswered(subject, attempt);
    }

    /** True if the worker ends or the activity was cancelled, which is no failure. */
    private static boolean isInterruption(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) return true;
            if (cause instanceof ActivityCompletionException) return true;
        }
        return Thread.currentThread().isInterrupted();
    }

    private RuntimeException sorted(ActivityInfo info, ActivitySubject subject, Throwable failure) {
        ApplicationFailure decided = decided(failure);
        if (decided != null) {
            log.info(
                    "refused activity={} session={} run={}: {}",
                    info.getActivityType(),
                    subject.key(),
                    subject.run(),
                    decided.getOriginalMessage());
            return decided;
        }
        Trouble before = book.known(subject);
        Instant since = before == null ? clock.instant() : before.since();
        int attempts = before == null ? 1 : before.attempts() + 1;
        ActivityFault fault = insistedOn(info, failure, settled(FaultKinds.of(failure), attempts, since));
        log.warn(
                "failed activity={} session={} run={} attempt={} kind={}",
                info.getActivityType(),
                subject.key(),
                subject.run(),
                attempts,
                fault.kind(),
                failure);
        boolean again = fault.kind() == Trouble.Kind.PASSES;
        Duration delay = delay(attempts);
        book.failed(subject, fault, since, attempts, again ? clock.instant().plus(delay) : null);
        return switch (fault.kind()) {
            case PASSES -> CallFailure.passes(fault.words(), delay);
            case NEEDS_YOU -> CallFailure.needsYou(fault.words());
            case NEVER -> CallFailure.never(fault.words());
        };
    }

    /** The failure that the activity itself declared final; null if it did not. */
    private static @Nullable ApplicationFailure decided(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure declared && declared.isNonRetryable()) return declared;
        }
        return null;
    }

    /** A missing file may be created in a moment, so it is retried a few times before the user is asked. */
    private ActivityFault settled(ActivityFault fault, int attempts, Instant since) {
        if (!fault.sure()) return attempts >= UNSURE_ATTEMPTS ? fault : fault.as(Trouble.Kind.PASSES);
        boolean isLong = attempts >= ATTEMPTS_BEFORE_ASKING
                && since.plus(TRIED_BEFORE_ASKING).isBefore(clock.instant());
        return fault.kind() == Trouble.Kind.PASSES && isLong ? fault.as(Trouble.Kind.NEEDS_YOU) : fault;
    }

    private static ActivityFault insistedOn(ActivityInfo info, Throwable failure, ActivityFault fault) {
        boolean mustGoOn = NEVER_GIVEN_UP.contains(info.getActivityType()) || failure instanceof EventLogException;
        return mustGoOn ? fault.as(Trouble.Kind.PASSES) : fault;
    }

    private static Duration delay(int attempts) {
        int doublings = Math.min(attempts - 1, 10);
        return Duration.ofMillis(Math.min(DELAY_MILLIS_MAX, FIRST_DELAY_MILLIS << doublings));
    }
}
