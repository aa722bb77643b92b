package orchestrator.autofix.task;

import java.util.Objects;
import java.util.Set;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.request.Repair;
import orchestrator.autofix.task.FixAgents.Worked;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import org.jspecify.annotations.Nullable;

/** Asks an agent for a strategy. If it cannot give one, the basic strategy is taken, and that is said. */
final class Strategist {
    private final FixParts parts;
    private @Nullable String whyUnable;

    Strategist(FixParts parts) {
        this.parts = parts;
    }

    /**
     * @param text the advice, or its artifact reference
     * @param by the agent that advised; empty for the basic strategy
     */
    record Strategy(String text, String by) {}

    Strategy advise(int attempt, Tested tested) {
        Repair repair = parts.request().request().repair();
        String agent = repair.strategyAgent() == null ? repair.fixAgent() : repair.strategyAgent();
        if (whyUnable != null) return basic(whyUnable);
        parts.state().enter(Step.STRATEGY, "attempt " + attempt + ": " + agent + " looks for a strategy");
        Worked worked = parts.agents()
                .read(assignment(attempt, Objects.requireNonNull(agent), tested), FixBriefs.inputs(tested));
        if (worked.isUnable()) whyUnable = agent + " cannot work: " + worked.reason();
        if (!worked.succeeded()) return basic(agent + " gave no strategy: " + worked.reason());
        if (worked.answer().isBlank()) return basic(agent + " answered nothing");
        parts.journal().add(EventType.STATUS, "attempt " + attempt + ": strategy by " + worked.run());
        return new Strategy(worked.answer(), agent);
    }

    private Assignment assignment(int attempt, String agent, Tested tested) {
        String brief = FixBriefs.toAdvise(attempt, tested, parts.state().attempts());
        return new Assignment(
                "strategy-" + attempt,
                Kind.STRATEGY,
                Role.ARCHITECT,
                agent,
                "Strategy for attempt " + attempt,
                brief,
                0,
                true,
                Set.of());
    }

    private Strategy basic(String why) {
        parts.journal().add(EventType.STATUS, "the basic strategy is taken, because " + why);
        return new Strategy(FixBriefs.BASIC_STRATEGY, "");
    }
}
