package orchestrator.simulation;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.StubMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each known fault, planted in the program, is found within few seeds. */
class PlantedFaultsTest {
    private static final int SEEDS_MAX = 30;

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("every session ends or asks", "orchestration.SessionLoop", "wake", StubMethod.INSTANCE),
                fault(
                        "each assignment is applied at most once",
                        "run.AgentRunWorkflow",
                        "outcome",
                        FixedValue.nullValue()),
                fault("nobody works twice in one checkout", "plan.Schedule", "inOwnCheckouts", FixedValue.argument(0)),
                fault("never done while red", "work.Checks", "isDue", FixedValue.value(false)),
                fault("every wait says why", "session.Hold", "reason", FixedValue.value("")));
    }

    private static Arguments fault(String invariant, String type, String method, Implementation instead) {
        return Arguments.of(invariant, type, method, instead);
    }

    @ParameterizedTest(name = "{1}.{2}: {0}")
    @MethodSource("faults")
    void a_planted_fault_is_found(String invariant, String type, String method, Implementation instead)
            throws Exception {
        PlantedFault planted = new PlantedFault("orchestrator." + type, named(method), instead);

        assertThat(planted.find(invariant, 1, SEEDS_MAX)).contains(invariant);
    }
}
