package orchestrator.eventlog;

import java.util.Optional;

/** Long texts by their hash: prompts, diffs, reports, output of checks. The same text is kept once. */
public interface Artifacts {

    /** Keeps a text of at most 5 MB; returns its reference {@code artifact:<sha256>}. */
    String put(String text);

    /** Empty if this is no reference, or there is no such text. */
    Optional<String> get(String reference);
}
