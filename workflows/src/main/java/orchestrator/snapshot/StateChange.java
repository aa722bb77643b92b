package orchestrator.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One step of a session's recorded state.
 *
 * @param key of the session
 * @param series what these revisions belong to: a session that was reset, or that a later release continues, begins another
 *     series
 * @param base revision to which the patch applies; meaningless without a patch
 * @param revision revision that this makes; counted from 1
 * @param over true if the session has ended with it
 * @param patch JSON patch (RFC 6902); null if the whole state stands beside this
 */
public record StateChange(
        String key,
        String series,
        long base,
        long revision,
        boolean over,
        @Nullable JsonNode patch) {

    /** True if this is the first one, or the base was lost. */
    public boolean isWhole() {
        return patch == null;
    }
}
