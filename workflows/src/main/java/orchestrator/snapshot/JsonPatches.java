package orchestrator.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import com.flipkart.zjsonpatch.JsonPatch;
import java.util.EnumSet;

/** JSON patches (RFC 6902). Equal trees always give the same patch, so workflow code may make them. */
public final class JsonPatches {
    /** Moves would save little, and finding them compares every pair of changes. */
    private static final EnumSet<DiffFlags> FLAGS =
            EnumSet.of(DiffFlags.OMIT_VALUE_ON_REMOVE, DiffFlags.OMIT_MOVE_OPERATION, DiffFlags.OMIT_COPY_OPERATION);

    private JsonPatches() {}

    /** An empty list if both are equal. */
    public static JsonNode between(JsonNode before, JsonNode after) {
        return JsonDiff.asJson(before, after, FLAGS);
    }

    /**
     * Changes the tree.
     *
     * @throws IllegalArgumentException if the patch was not made for this tree
     */
    public static void apply(JsonNode patch, JsonNode tree) {
        try {
            JsonPatch.applyInPlace(patch, tree);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the patch does not fit: " + e.getMessage(), e);
        }
    }
}
