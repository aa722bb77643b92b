package orchestrator.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.json.Json;
import orchestrator.json.WireName;

/**
 * What a person wants to happen to a result.
 *
 * @param key of the session
 * @param host id of the host that has the checkouts; empty if it is not known
 * @param by the person; empty if unknown
 * @param via {@code page}, {@code cli} or {@code api}
 * @param merge options of a merge, also for the commit of a pull request
 * @param publish options of a pull request
 */
public record SettlementRequest(
        Kind kind, String key, String host, String by, String via, MergeOptions merge, PublishOptions publish) {

    /** What is to happen. */
    public enum Kind implements WireName {
        MERGE,
        DISCARD,
        PULL_REQUEST;

        public String inWords() {
            return wire().replace('_', ' ');
        }
    }

    public SettlementRequest {
        if (kind == null || key == null || key.isEmpty())
            throw new IllegalArgumentException("a settlement needs `kind` and `key`");
        host = host == null ? "" : host;
        by = by == null ? "" : by;
        via = via == null ? "" : via;
        merge = merge == null ? MergeOptions.USUAL : merge;
        publish = publish == null ? PublishOptions.USUAL : publish;
    }

    /** Throws if the JSON has another shape. */
    static SettlementRequest parse(JsonNode json) {
        return Json.convert(json, SettlementRequest.class);
    }

    /** True if both ask for the same, whoever asks. */
    public boolean asksForSameAs(SettlementRequest other) {
        return kind == other.kind
                && key.equals(other.key)
                && merge.equals(other.merge)
                && publish.equals(other.publish);
    }
}
