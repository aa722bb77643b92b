package orchestrator.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import orchestrator.signing.Signature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsedSignaturesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    Path directory;

    private UsedSignatures used;

    @BeforeEach
    void open() {
        used = UsedSignatures.of(Home.at(directory.resolve("home")));
    }

    private static Signature signature(String as, String session, Instant at) {
        return new Signature(as, session, at, "0123456789abcdef0123456789abcdef", "code");
    }

    private String refusal(Signature signature, String execution) {
        return used.refusal(signature, "mine", execution, NOW);
    }

    @Test
    void a_signature_starts_one_execution_however_often_it_is_checked() {
        Signature signature = signature("start", "", NOW);

        assertThat(refusal(signature, "first")).isEmpty();
        assertThat(refusal(signature, "first")).isEmpty();
        assertThat(refusal(signature, "another")).contains("was used before");
    }

    @Test
    void a_signature_is_valid_only_for_a_start_of_the_session_it_names() {
        assertThat(refusal(signature("start", "mine", NOW), "first")).isEmpty();
        assertThat(refusal(signature("start", "yours", NOW), "first")).contains("session `yours`");
        assertThat(refusal(signature("resume", "mine", NOW), "first")).contains("not for a start");
    }

    @Test
    void a_signature_is_valid_for_a_day() {
        assertThat(refusal(signature("start", "", NOW.minus(Duration.ofHours(23))), "first"))
                .isEmpty();
        assertThat(refusal(signature("start", "", NOW.minus(Duration.ofHours(25))), "first"))
                .contains("not valid any more");
        assertThat(refusal(signature("start", "", NOW.plus(Duration.ofHours(1))), "first"))
                .contains("not valid");
    }

    @Test
    void a_nonce_that_is_not_a_valid_file_name_is_refused() {
        Signature odd = new Signature("start", "", NOW, "../../trusted", "code");

        assertThat(refusal(odd, "first")).contains("was used before");
    }

    @Test
    void the_key_is_made_once_and_read_by_its_owner_only() throws Exception {
        Home home = Home.at(directory.resolve("home"));
        SecretFile.signingKey(home);
        String made = Files.readString(home.file("key"));
        SecretFile.signingKey(home);

        assertThat(Files.readString(home.file("key"))).isEqualTo(made).hasSize(65);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.file("key"))))
                .isEqualTo("rw-------");
    }
}
