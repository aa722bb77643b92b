package orchestrator.session;

import orchestrator.json.WireName;
import orchestrator.session.OpenItem.Choice;

/** A possible answer to an open item. */
public enum AnswerChoice implements WireName {
    /** The implementer fixes it. */
    FIX,
    /** The session continues as it is. */
    ACCEPT,
    /** The budget grows by as much again. */
    MORE,
    /** Left-out files stay out of the result, and are kept. */
    KEEP,
    /** Left-out files that are too large come into the result. */
    TAKE,
    /** Left-out files go with the checkout. */
    REMOVE,
    /** The run, the check or the call is tried again. */
    RETRY,
    /** The assignment goes to another agent. */
    ABORT,
    /** The session stops. */
    STOP;

    /** Offers this choice to the user, with its consequence. */
    public Choice meaning(String consequence) {
        return new Choice(wire(), consequence);
    }
}
