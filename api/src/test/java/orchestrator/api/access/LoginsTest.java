package orchestrator.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import orchestrator.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir
    Path directory;

    @Test
    void a_login_expires() {
        String cookie = at(NOW).add("ana");

        assertThat(at(NOW.plus(Duration.ofDays(29))).find(cookie))
                .get()
                .extracting(Logins.Login::name)
                .isEqualTo("ana");
        assertThat(at(NOW.plus(Duration.ofDays(31))).find(cookie)).isEmpty();
    }

    @Test
    void the_oldest_login_is_dropped_if_there_are_too_many() {
        String first = at(NOW).add("");
        String second = at(NOW).add("");
        for (int i = 0; i < 199; i++) at(NOW).add("");

        assertThat(at(NOW).find(first)).isEmpty();
        assertThat(at(NOW).find(second)).isPresent();
    }

    @Test
    void a_login_code_expires() {
        MovableClock clock = new MovableClock();
        LoginCodes codes = new LoginCodes(clock);
        String late = codes.issue("ana");
        String inTime = codes.issue("bo");

        clock.now = NOW.plus(Duration.ofMinutes(9));
        assertThat(codes.use(inTime)).contains("bo");
        clock.now = NOW.plus(Duration.ofMinutes(11));
        assertThat(codes.use(late)).isEmpty();
    }

    private Logins at(Instant now) {
        return new Logins(Home.at(directory.resolve("home")), Clock.fixed(now, ZoneOffset.UTC));
    }
}
