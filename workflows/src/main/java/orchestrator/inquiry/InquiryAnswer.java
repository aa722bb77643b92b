package orchestrator.inquiry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The answer of a host.
 *
 * @param host id of the host that answered
 * @param content depends on the kind of the question; an empty object if there is a problem
 * @param problem why there is no answer and what to do; empty if there is one
 */
public record InquiryAnswer(String host, JsonNode content, String problem) {}
