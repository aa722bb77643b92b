package orchestrator.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.stream.Stream;
import orchestrator.eventlog.Utf8;
import org.junit.jupiter.api.Test;

class EventTimeTest {

    @Test
    void a_time_is_written_as_java_writes_it() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Stream<Instant> odd = Stream.of(
                Instant.EPOCH,
                Instant.EPOCH.minusNanos(1),
                Instant.parse("0000-01-01T00:00:00.000001Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                Instant.parse("2026-11-29T16:33:49.120Z"),
                Instant.parse("2026-11-29T16:33:49.100001Z"),
                Instant.parse("2026-11-29T16:33:49.000120Z"));
        Stream<Instant> any = random.longs(2_000, -100_000_000, 100_000_000)
                .mapToObj(micros -> Instant.EPOCH.plusNanos(micros * 1_000));

        assertThat(Stream.concat(odd, any)).as("seed %d", seed).allSatisfy(at -> {
            assertThat(EventTime.text(at)).isEqualTo(at.toString());
            assertThat(written(at.truncatedTo(ChronoUnit.MICROS)))
                    .isEqualTo('"' + at.truncatedTo(ChronoUnit.MICROS).toString() + '"');
        });
    }

    private static String written(Instant at) {
        JsonBytes json = new JsonBytes();
        EventTime.write(Utf8.of(Long.toString(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000)), json);
        return new String(json.take(), StandardCharsets.UTF_8);
    }
}
