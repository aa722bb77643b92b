package orchestrator.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.json.Json;

/**
 * The field {@code signature} of a request, which covers all other fields.
 *
 * @param as purpose of the request: {@link #START}, or the name of a control such as {@code answer}
 * @param session id of the session; empty for a start under any id
 * @param nonce makes the signature unique, so that a second use is noticed
 */
public record Signature(String as, String session, Instant at, String nonce, String code) {
    public static final String START = "start";
    public static final String FIELD = "signature";

    /** Sorts fields by name, so that the code does not depend on their order in the request. */
    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    /** Returns the request with a signature. A request with invalid Unicode cannot be signed. */
    public static ObjectNode sign(
            ObjectNode request, SigningKey key, String as, String session, Instant at, String nonce) {
        ObjectNode signed = request.deepCopy();
        signed.remove(FIELD);
        byte[] covered = canonical(signed)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the request holds half a character (a lone surrogate such as \\ud83d); write it whole"));
        String code = key.code(names(as, session, at, nonce), covered);
        signed.set(FIELD, Json.MAPPER.valueToTree(new Signature(as, session, at, nonce, code)));
        return signed;
    }

    /** The signature of this request; empty if it has none of our key. */
    static Optional<Signature> in(ObjectNode request, SigningKey key) {
        Optional<Signature> claimed = claimed(request.path(FIELD));
        ObjectNode rest = request.deepCopy();
        rest.remove(FIELD);
        return claimed.filter(signature -> canonical(rest)
                .filter(covered -> key.matches(signature.code, signature.names(), covered))
                .isPresent());
    }

    private static Optional<Signature> claimed(JsonNode json) {
        try {
            Signature claimed = json.isObject() ? Json.convert(json, Signature.class) : null;
            return Optional.ofNullable(claimed).filter(Signature::isWhole);
        } catch (IllegalArgumentException anotherShape) {
            return Optional.empty();
        }
    }

    private boolean isWhole() {
        return as != null && session != null && at != null && nonce != null && code != null;
    }

    private List<String> names() {
        return names(as, session, at, nonce);
    }

    private static List<String> names(String as, String session, Instant at, String nonce) {
        return List.of("request", as, session, at.toString(), nonce);
    }

    private static Optional<byte[]> canonical(ObjectNode request) {
        try {
            String text = CANONICAL.writeValueAsString(request);
            boolean isUnicode = StandardCharsets.UTF_8.newEncoder().canEncode(text);
            return isUnicode ? Optional.of(text.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree has no JSON form", e);
        }
    }
}
