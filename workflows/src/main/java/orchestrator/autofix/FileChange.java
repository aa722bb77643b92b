package orchestrator.autofix;

import orchestrator.json.WireName;

/**
 * A file whose content differs from the last known one.
 *
 * @param path relative to the target, with slashes
 * @param hash SHA-256 of the content in hex; empty if the file is gone
 */
public record FileChange(String path, Kind kind, String hash) {

    /** On the wire in lower case. */
    public enum Kind implements WireName {
        CREATED,
        MODIFIED,
        DELETED
    }
}
