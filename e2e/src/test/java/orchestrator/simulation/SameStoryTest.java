package orchestrator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A seed tells the same story each time, step for step, whatever plays beside it. */
class SameStoryTest {
    private static final int SEEDS = 50;
    private static final long FROM = System.currentTimeMillis() % 1_000_000_000 * 1_000;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void a_seed_tells_the_same_story_alone_and_beside_another() throws Exception {
        List<Scenario.Played> alone = play(1);

        List<Scenario.Played> besideAnother = play(2);

        for (int i = 0; i < SEEDS; i++) {
            assertThat(besideAnother.get(i).story())
                    .as("seed %d", FROM + i)
                    .hasSizeGreaterThan(3)
                    .isEqualTo(alone.get(i).story());
            assertThat(besideAnother.get(i).ending()).isEqualTo(alone.get(i).ending());
            assertThat(besideAnother.get(i).invariant()).isEqualTo(alone.get(i).invariant());
        }
    }

    private static List<Scenario.Played> play(int threads) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Scenario.Played>> scenarios = LongStream.range(FROM, FROM + SEEDS)
                    .<Callable<Scenario.Played>>mapToObj(seed -> () -> Scenario.play(seed))
                    .toList();
            return executor.invokeAll(scenarios).stream()
                    .map(SameStoryTest::result)
                    .toList();
        } finally {
            executor.shutdown();
        }
    }

    private static Scenario.Played result(Future<Scenario.Played> played) {
        try {
            return played.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
