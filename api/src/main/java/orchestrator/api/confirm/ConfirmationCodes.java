package orchestrator.api.confirm;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import orchestrator.api.access.Secrets;

/** Open codes, each for one answer. They are lost when this process ends; then the user gets a new one. */
final class ConfirmationCodes {
    static final Duration VALID = Duration.ofMinutes(5);
    private static final int TRIES = 3;
    private static final int DIGITS = 6;
    private static final int OPEN_MAX = 1_000;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<CodeScope, Issued> open = new LinkedHashMap<>();

    ConfirmationCodes(Clock clock) {
        this.clock = clock;
    }

    private static final class Issued {
        private final String code;
        private final Instant until;
        private int tries = TRIES;

        private Issued(String code, Instant until) {
            this.code = code;
            this.until = until;
        }
    }

    enum Outcome {
        RIGHT,
        WRONG,
        /** There is no code for this answer, or it is too old, or there were too many attempts. */
        VOID
    }

    /** Each answer has one code at a time: an earlier one becomes invalid. */
    synchronized String issue(CodeScope answering) {
        StringBuilder code = new StringBuilder();
        while (code.length() < DIGITS) code.append(random.nextInt(10));
        while (open.size() >= OPEN_MAX) open.remove(open.keySet().iterator().next());
        open.put(answering, new Issued(code.toString(), clock.instant().plus(VALID)));
        return code.toString();
    }

    /** A right code can be used once. */
    synchronized Outcome use(CodeScope answering, String code) {
        Issued issued = open.get(answering);
        if (issued == null || issued.until.isBefore(clock.instant())) return gone(answering);
        if (Secrets.same(code, issued.code)) {
            open.remove(answering);
            return Outcome.RIGHT;
        }
        issued.tries--;
        return issued.tries > 0 ? Outcome.WRONG : gone(answering);
    }

    private Outcome gone(CodeScope answering) {
        open.remove(answering);
        return Outcome.VOID;
    }
}
