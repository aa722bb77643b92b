package orchestrator.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;

/**
 * A template that was read. Nothing in it is executed by reading it.
 *
 * @param description one line; may be empty
 * @param request fields of a request, without a target
 * @param leftOut fields that a project may not set, which are not in the request
 */
public record Template(
        String name, Origin origin, Path file, String description, ObjectNode request, List<String> leftOut) {

    public Template {
        leftOut = List.copyOf(leftOut);
    }

    /** Who wrote it. */
    public enum Origin {
        /** The user, into the data directory. */
        OWN("data directory"),
        /** Whoever wrote the project. */
        PROJECT("project");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Names the template and where it comes from, for people. */
    public String inWords() {
        return name + " (" + origin.words() + ")";
    }
}
