package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Where a followed session is shown. */
public interface Screen {
    /** Lines that stay. */
    void print(List<Line> lines);

    /** What is true now; replaces what was. */
    void show(JsonNode state);

    /** The last words: what is shown stays. */
    void close();
}
