package orchestrator.eventlog;

import java.util.List;

/** What fails right now. Troubles of a session that has ended are dropped. */
public interface Troubles {

    /** Keeps the trouble in place of the last one of the same session, run and step. */
    void report(Trouble trouble);

    /** It works again, or no longer matters. */
    void clear(String session, String run, String step);

    /** Oldest first. */
    List<Trouble> all();
}
