package orchestrator.api.confirm;

import java.time.Clock;
import orchestrator.api.access.Caller;
import orchestrator.api.problem.Problem;

/**
 * Asks for a code before an answer counts. The token alone does not get it: it is shown on the page of a browser that
 * is logged in, or on the terminal of the process that asks.
 */
public final class Confirmation {
    private final ConfirmationCodes codes;

    public Confirmation(Clock clock) {
        this.codes = new ConfirmationCodes(clock);
    }

    /** Returns if the code is right; otherwise refuses the request and shows a code. */
    public void require(Caller who, CodeScope answering, String code) {
        if (code.isEmpty()) throw ask(who, answering, "This needs a code");
        switch (codes.use(answering, code.strip())) {
            case RIGHT -> {}
            case WRONG -> throw refused("That is not the code; look at it again and type it once more.", "code");
            case VOID -> throw ask(who, answering, "That code is not good, or not any more");
        }
    }

    private Problem ask(Caller who, CodeScope answering, String why) {
        String code = codes.issue(answering);
        if (who.isPage()) {
            return refused(why + ": type " + code + " to " + answering.words() + ".", "code")
                    .with("code", code);
        }
        String line = "Type " + code + " to " + answering.words() + ".";
        if (Terminal.tell(who.peer().process(), line.replaceAll("\\p{Cntrl}", "?"))) {
            return refused(
                    why + ": it was written to your terminal; send it as `code` within five minutes, with the same"
                            + " answer.",
                    "code");
        }
        return refused(
                why
                        + " that a person has to read, and whatever sent this has no terminal to show it on. Type `orchestrate"
                        + " answer` in a terminal of your own, or answer on the page.",
                "terminal");
    }

    private static Problem refused(String detail, String needs) {
        return Problem.conflict(detail).with("needs", needs);
    }
}
