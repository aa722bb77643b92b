package orchestrator.eventlog;

import java.util.List;

/** All current troubles. Those of a session that has ended are dropped. */
public interface Troubles {

    /** Stores the trouble, replacing an earlier one of the same session, run and step. */
    void report(Trouble trouble);

    /** Removes a trouble: the step works again or no longer matters. */
    void clear(String key, String run, String step);

    /** Oldest first. */
    List<Trouble> all();
}
