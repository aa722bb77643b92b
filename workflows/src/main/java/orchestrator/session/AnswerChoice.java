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
    /** The call that waits in the guard runs, and so does the same command later in this run. */
    ALLOW,
    /** As {@link #ALLOW}, and from now on in every run: it becomes a rule of the user's policy. */
    ALWAYS,
    /** The call that waits in the guard does not run. */
    DENY,
    /** The session stops. */
    STOP;

    /** Offers this choice to the user, with its consequence. */
    public Choice meaning(String consequence) {
        return new Choice(wire(), consequence);
    }
}
