package orchestrator.simulation;

import static orchestrator.simulation.PlantedFault.doneTwice;
import static orchestrator.simulation.PlantedFault.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;
import orchestrator.launch.GuardActivities;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each known fault, planted in the program, is found by the invariant that it violates, within few scenarios. */
class PlantedFaultsTest {
    private static final int SCENARIOS_MAX = 40;

    /**
     * @param invariant that finds it
     * @param from the first seed, a little before one that is known to show it, since scenarios take time
     */
    record Fault(String what, String invariant, boolean ofProjects, PlantedFault planted, long from) {
        /** For a fault that shows seldom. */
        Fault from(long seed) {
            return new Fault(what, invariant, ofProjects, planted, seed);
        }

        @Override
        public String toString() {
            return what + ": " + invariant;
        }

        private LongStream seeds() {
            return LongStream.iterate(from, seed -> seed + 1)
                    .filter(seed -> Scenario.isOfProject(seed) == ofProjects)
                    .limit(SCENARIOS_MAX);
        }
    }

    private static Fault ofSessions(String what, String invariant, PlantedFault planted) {
        return new Fault(what, invariant, false, planted, 1);
    }

    private static Fault ofProjects(String what, String invariant, PlantedFault planted) {
        return new Fault(what, invariant, true, planted, 1);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                ofSessions(
                        "a wake-up is lost",
                        "no agent is idle while something is ready",
                        replaced("orchestration.SessionLoop", "wake", StubMethod.INSTANCE)),
                ofSessions(
                        "a run that succeeded is launched again",
                        "each assignment is applied at most once",
                        replaced("run.AgentRunWorkflow", "outcome", FixedValue.nullValue())),
                ofProjects(
                        "a repair is applied twice",
                        "each repair is applied at most once",
                        doneTwice("autofix.task.FixCalls", "apply")),
                ofProjects(
                        "nobody is asked about weakened tests",
                        "a person decides on weakened tests",
                        replaced("autofix.task.FixDecision", "await", FixedValue.value("nobody"))),
                ofProjects(
                                "a stop does not reach the tasks",
                                "a stop ends everything",
                                replaced("autofix.project.TaskSignals", "stop", StubMethod.INSTANCE))
                        .from(7),
                ofProjects(
                                "attempts have no limit",
                                "attempts are bounded",
                                replaced("autofix.request.Repair", "attemptsMax", FixedValue.value(9)))
                        .from(24),
                ofProjects(
                        "the money that a task may cost is overlooked",
                        "budgets are bounded",
                        replaced("work.BudgetTracker", "exhausted", nothing())),
                ofProjects(
                                "a pause does not hold tasks back",
                                "a paused project begins nothing",
                                replaced("autofix.project.LiveProject", "hold", FixedValue.nullValue()))
                        .from(37),
                ofProjects(
                                "the end of a task is lost",
                                "every end of a task is heard",
                                replaced("autofix.project.TaskReports", "ended", StubMethod.INSTANCE))
                        .from(54),
                ofProjects(
                        "changes that were found are not queued",
                        "no change is lost",
                        replaced("autofix.project.Watching", "queue", StubMethod.INSTANCE)),
                ofSessions(
                                "a question of the guard is answered with yes",
                                "a call runs only if a person allows it",
                                replaced("orchestration.permission.Permissions", "guardChoice", always("ALLOW")))
                        .from(24),
                ofSessions(
                        "an answer to the guard is dropped",
                        "every call that waits is asked about",
                        replaced("orchestration.permission.Permissions", "answer", StubMethod.INSTANCE)),
                ofSessions(
                                "an answer is dropped",
                                "each answer is carried out",
                                replaced("orchestration.state.ControlLog", "answered", StubMethod.INSTANCE))
                        .from(18),
                ofSessions(
                        "a signal is dropped",
                        "no command is lost",
                        replaced("orchestration.control.ControlHandlers", "onSignal", StubMethod.INSTANCE)),
                ofSessions(
                        "the result is not checked",
                        "never done while red",
                        replaced("work.Checks", "isDue", FixedValue.value(false))),
                ofSessions(
                        "blockers are overlooked",
                        "never done while a blocker stands",
                        replaced("orchestration.WrapUp", "isUnblocked", FixedValue.value(true))),
                ofSessions(
                        "a stop is dropped",
                        "a stop ends everything",
                        replaced("orchestration.state.ControlLog", "wantStop", StubMethod.INSTANCE)),
                ofSessions(
                        "a pause does not reach the runs",
                        "a pause pauses every agent",
                        replaced("work.ActiveRuns", "pause", StubMethod.INSTANCE)),
                ofSessions(
                        "a wait has no reason",
                        "every wait says why",
                        replaced("session.Hold", "reason", FixedValue.value(""))),
                ofSessions(
                        "relaunches are not counted",
                        "budgets and rounds are bounded",
                        replaced("recovery.Recoveries", "plus", FixedValue.self())),
                ofSessions(
                                "the money that is spent is overlooked",
                                "budgets and rounds are bounded",
                                replaced("orchestration.BudgetGuard", "askIfExhausted", FixedValue.value(false)))
                        .from(10),
                ofSessions(
                        "the end of a run is lost after a roll-over",
                        "every end of a run is heard",
                        replaced("work.ActiveRuns", "onReportedEnd", StubMethod.INSTANCE)),
                ofSessions(
                        "two agents write in one checkout",
                        "nobody works twice in one checkout",
                        replaced("plan.Schedule", "inOwnCheckouts", FixedValue.argument(0))),
                ofSessions(
                                "nobody is asked about what is left out",
                                "a person decides on what is left out",
                                replaced("orchestration.followup.LeftOuts", "ask", FixedValue.value(false)))
                        .from(25),
                ofSessions(
                                "what is left out is forgotten",
                                "what is left out is named",
                                replaced("orchestration.state.ResultState", "setLeftOut", StubMethod.INSTANCE))
                        .from(25),
                ofSessions(
                        "what is ready is not started",
                        "no agent is idle while something is ready",
                        replaced("orchestration.Dispatcher", "startReady", StubMethod.INSTANCE)),
                ofSessions(
                        "the time that agents work is not limited",
                        "budgets and rounds are bounded",
                        replaced("host.WorkClock", "isOver", FixedValue.value(false))));
    }

    private static Implementation nothing() {
        try {
            return MethodCall.invoke(Optional.class.getMethod("empty"));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Implementation always(String choice) {
        try {
            return MethodCall.invoke(GuardActivities.Choice.class.getMethod("valueOf", String.class))
                    .with(choice);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_planted_fault_is_found(Fault fault) throws Exception {
        Set<String> violated = new TreeSet<>();
        long found = 0;
        for (long seed : fault.seeds().toArray()) {
            String invariant = fault.planted().invariantViolatedBy(seed);
            if (!invariant.isEmpty()) violated.add(invariant);
            if (!invariant.equals(fault.invariant())) continue;
            found = seed;
            break;
        }

        assertThat(violated).contains(fault.invariant());
        // It is the fault that is found, and nothing that is there without it.
        assertThat(Scenario.play(found).invariant())
                .as("seed " + found + " without the fault")
                .isNotEqualTo(fault.invariant());
    }
}
