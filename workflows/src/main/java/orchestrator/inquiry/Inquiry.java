package orchestrator.inquiry;

import orchestrator.json.WireName;

/**
 * One question to a host.
 *
 * @param text what the question is about: a path, or a URL; empty if the kind needs none
 */
public record Inquiry(Kind kind, String text) {

    /** What is asked. None changes anything. */
    public enum Kind implements WireName {
        /** The agents of the host with their versions. */
        AGENTS,
        /** Directories whose path begins with the text, and whether the text could be a target. */
        DIRECTORIES,
        /** Templates of the data directory, and of the project at this path. */
        TEMPLATES,
        /** The text of the GitHub issue with this URL. */
        ISSUE
    }
}
