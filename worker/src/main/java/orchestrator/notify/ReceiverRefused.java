package orchestrator.notify;

import java.io.IOException;

/** A receiver refuses for good; the message says what to do, without any secret. */
final class ReceiverRefused extends IOException {
    private static final long serialVersionUID = 1;

    ReceiverRefused(String why) {
        super(why);
    }
}
