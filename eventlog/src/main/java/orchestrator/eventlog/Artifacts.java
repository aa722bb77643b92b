package orchestrator.eventlog;

import java.util.Optional;

/** Long texts by their hash: prompts, diffs, reports, output of checks. Equal texts are stored once. */
public interface Artifacts {

    /** Stores a text of at most 5 MB and returns its reference {@code artifact:<sha256>}. */
    String put(String text);

    /** Empty if this is no reference, or there is no such text. */
    Optional<String> get(String reference);
}
