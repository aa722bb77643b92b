package orchestrator.api.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowNotFoundException;
import java.net.ConnectException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Translates exceptions of Temporal's client. */
final class Failures {
    private static final Set<Status.Code> SILENCE =
            EnumSet.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.CANCELLED);

    private final String address;

    Failures(String address) {
        this.address = address;
    }

    RuntimeException translated(RuntimeException e) {
        Optional<Status> status = status(e);
        Status.Code code = status.map(Status::getCode).orElse(Status.Code.UNKNOWN);
        if (code == Status.Code.NOT_FOUND || e instanceof WorkflowNotFoundException) return new UnknownExecution(e);
        if (code == Status.Code.INVALID_ARGUMENT) return new TemporalRefused(describe(status.orElseThrow()), e);
        return unreachable(e, status);
    }

    private TemporalUnreachable unreachable(RuntimeException e, Optional<Status> status) {
        String what = status.map(Failures::describe).orElseGet(e::toString);
        return new TemporalUnreachable(
                "Temporal at " + address + " does not answer (" + what
                        + "); see that it runs (`orchestrate up` starts one) and that TEMPORAL_ADDRESS names it,"
                        + " then try again.",
                status.map(Status::getCode).filter(SILENCE::contains).isPresent(),
                chain(e).anyMatch(ConnectException.class::isInstance),
                e);
    }

    private static Optional<Status> status(RuntimeException e) {
        return chain(e).filter(StatusRuntimeException.class::isInstance)
                .map(cause -> ((StatusRuntimeException) cause).getStatus())
                .findFirst();
    }

    private static String describe(Status status) {
        String description = status.getDescription();
        return description == null ? status.getCode().name() : status.getCode() + ": " + description;
    }

    /** The exception and its causes; limited, because a chain may be circular. */
    private static Stream<Throwable> chain(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(20);
    }
}
