package orchestrator.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import orchestrator.eventlog.Cursor;

/** A cursor as JSON: a number if its text is one, as clients know it, else a string. */
public final class CursorJson {
    private CursorJson() {}

    public static JsonNode of(Cursor cursor) {
        boolean isNumber = cursor.text().matches("0|[1-9][0-9]{0,17}");
        return isNumber
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(cursor.text()))
                : JsonNodeFactory.instance.textNode(cursor.text());
    }
}
