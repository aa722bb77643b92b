package orchestrator.simulation.call;

/** What becomes of one attempt of a call. */
public enum Fate {
    DONE,
    /** It fails before it has done anything. */
    FAILS,
    /** It fails until a person has repaired something. */
    NEEDS_PERSON,
    /** It does its work, and its worker dies before the answer is sent. */
    ANSWER_LOST,
    /** It does its work twice, as when a late attempt overlaps its successor. */
    TWICE,
    /** Its worker dies at once, which is noticed later. */
    WORKER_DIES,
    /** Its worker dies, and nobody takes its next attempt in time. */
    SILENT,
    /** It hangs before it has done anything, until its time is over. */
    TIMES_OUT,
    /** It does its work, and hangs then, until its time is over. */
    DONE_AND_TIMES_OUT
}
