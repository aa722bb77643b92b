package orchestrator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scenarios that have shown a fault of the program, in this order: its state stayed behind, it span without end, its plan got
 * lost, and an agent that had begun early worked beside another.
 */
class FoundSeedsTest {

    @ParameterizedTest
    @ValueSource(longs = {20_007_242, 30_003_386, 30_005_886, 60_006_193})
    void they_end_as_they_must(long seed) {
        assertThat(Scenario.play(seed).invariant()).isEmpty();
    }
}
