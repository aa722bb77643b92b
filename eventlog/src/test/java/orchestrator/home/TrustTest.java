package orchestrator.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
    @TempDir
    Path temp;

    private Trust trust;
    private Path app;

    @BeforeEach
    void set_up() throws IOException {
        trust = Trust.of(Home.at(temp.resolve("home")));
        app = Files.createDirectories(temp.resolve("code/app"));
    }

    @Test
    void nothing_is_trusted_at_first() {
        assertThat(trust.holds(app)).isFalse();
    }

    @Test
    void a_directory_and_all_below_it_is_trusted_but_nothing_beside_it() throws IOException {
        Path below = Files.createDirectories(app.resolve("src/main"));
        Path beside = Files.createDirectories(temp.resolve("code/app2"));

        trust.add(app);

        assertThat(trust.holds(app)).isTrue();
        assertThat(trust.holds(below)).isTrue();
        assertThat(trust.holds(beside)).isFalse();
        assertThat(trust.holds(app.getParent())).isFalse();
    }

    @Test
    void a_link_is_trusted_if_its_target_is() throws IOException {
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        Path linkOut = Files.createSymbolicLink(app.resolve("out"), elsewhere);
        Path linkIn = Files.createSymbolicLink(temp.resolve("in"), app);

        trust.add(linkIn);

        assertThat(trust.holds(app)).isTrue();
        assertThat(trust.holds(linkOut)).isFalse();
    }

    @Test
    void a_way_out_by_dots_is_not_trusted() {
        trust.add(app);

        assertThat(trust.holds(app.resolve("../../home"))).isFalse();
    }

    @Test
    void a_directory_trusted_twice_is_written_once() throws IOException {
        trust.add(app);
        trust.add(app);

        assertThat(Files.readAllLines(trust.file()))
                .containsOnlyOnce(app.toRealPath().toString());
    }

    @Test
    void a_line_added_by_hand_without_a_line_break_stays_whole() throws IOException {
        Path other = Files.createDirectories(temp.resolve("other"));
        Files.writeString(trust.file(), other.toRealPath().toString());

        trust.add(app);

        assertThat(trust.holds(other)).isTrue();
        assertThat(trust.holds(app)).isTrue();
    }

    @Test
    void a_directory_that_is_missing_is_not_trusted_and_cannot_be_added() {
        Path missing = temp.resolve("missing");

        assertThat(trust.holds(missing)).isFalse();
        assertThatThrownBy(() -> trust.add(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot trust " + missing);
    }

    @Test
    void a_path_with_a_line_break_is_refused() throws IOException {
        Path odd = Files.createDirectories(temp.resolve("a\nb"));

        assertThatThrownBy(() -> trust.add(odd)).isInstanceOf(IllegalArgumentException.class);
    }
}
