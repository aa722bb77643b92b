package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Shows a followed session. */
public interface Screen {
    /** Prints lines that stay. */
    void print(List<Line> lines);

    /** Shows the current state in place of the previous one. */
    void show(JsonNode state);

    /** Ends the view; the last state stays visible. */
    void close();
}
