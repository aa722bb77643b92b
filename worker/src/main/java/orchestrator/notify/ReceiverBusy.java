package orchestrator.notify;

import java.io.IOException;
import java.time.Duration;

/** A receiver is down or busy, so it is tried again; the message holds no secret. */
final class ReceiverBusy extends IOException {
    private static final long serialVersionUID = 1;

    private final Duration wait;

    /** @param wait as the receiver asked for; zero if it did not */
    ReceiverBusy(String why, Duration wait) {
        super(why);
        this.wait = wait;
    }

    Duration askedToWait() {
        return wait;
    }
}
