package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeysTest {
    @TempDir
    Path sessions;

    @Test
    void a_safe_id_is_its_own_key() {
        SessionKeys keys = new SessionKeys(sessions);

        assertThat(keys.keyOf("orch_20261121_101500_k3x9", "r1")).isEqualTo("orch_20261121_101500_k3x9");
        assertThat(keys.keyOf("orch_20261121_101500_k3x9", "r1")).isEqualTo("orch_20261121_101500_k3x9");
    }

    @Test
    void another_execution_of_the_same_id_gets_its_own_directory() {
        SessionKeys keys = new SessionKeys(sessions);
        keys.keyOf("x", "r1");

        String second = keys.keyOf("x", "r2");

        assertThat(second).startsWith("x-").isNotEqualTo("x");
        assertThat(keys.keyOf("x", "r2")).isEqualTo(second);
        assertThat(keys.keyOf("x", "r1")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a b", "a/b", ".", "..", "-rf", "ünïcode", "a\nb", "x.y"})
    void an_unsafe_id_gets_a_safe_key(String id) {
        String key = new SessionKeys(sessions).keyOf(id, "r1");

        assertThat(key).matches("s-[0-9a-f]{16}");
        assertThat(sessions.resolve(key)).isDirectory();
    }

    @Test
    void a_very_long_id_gets_a_short_key() {
        assertThat(new SessionKeys(sessions).keyOf("x".repeat(1_000), "r1")).hasSizeLessThan(64);
    }
}
