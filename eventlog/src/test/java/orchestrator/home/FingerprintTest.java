package orchestrator.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir
    Path directory;

    @Test
    void a_data_directory_keeps_its_fingerprint_and_no_two_have_the_same() {
        Fingerprint one = Fingerprint.of(Home.at(directory.resolve("one")));

        assertThat(Fingerprint.of(Home.at(directory.resolve("one")))).isEqualTo(one);
        assertThat(Fingerprint.of(Home.at(directory.resolve("two")))).isNotEqualTo(one);
        assertThat(directory.resolve("one")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void hosts_that_have_the_same_id_have_the_same_fingerprint() throws Exception {
        Fingerprint one = Fingerprint.of(Home.at(directory.resolve("one")));
        Files.copy(
                directory.resolve("one/id"), Home.at(directory.resolve("two")).file("id"));

        assertThat(Fingerprint.of(Home.at(directory.resolve("two")))).isEqualTo(one);
    }

    @Test
    void a_fingerprint_is_read_from_an_identity() {
        Fingerprint one = Fingerprint.of(Home.at(directory.resolve("one")));

        assertThat(Fingerprint.in("12@127.0.0.1:7233 " + one.mark() + " on:x")).contains(one);
        assertThat(Fingerprint.in("12@127.0.0.1:7233")).isEmpty();
    }
}
