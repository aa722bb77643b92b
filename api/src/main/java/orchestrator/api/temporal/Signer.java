package orchestrator.api.temporal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import orchestrator.home.SecretFile;
import orchestrator.json.Json;
import orchestrator.signing.Signature;
import orchestrator.signing.SigningKey;

/** Signs what authenticated callers send to Temporal through the API. */
record Signer(SigningKey key, Clock clock) {
    private static final int NONCE_BYTES = 16;

    ObjectNode sign(String as, String session, Object request) {
        ObjectNode json = Json.MAPPER.valueToTree(request);
        return Signature.sign(json, key, as, session, clock.instant(), SecretFile.random(NONCE_BYTES));
    }
}
