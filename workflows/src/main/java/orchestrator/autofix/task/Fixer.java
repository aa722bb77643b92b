package orchestrator.autofix.task;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.request.Repair;
import orchestrator.autofix.task.FixAgents.Worked;
import orchestrator.autofix.task.Strategist.Strategy;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;

/** Has an agent repair the source in its checkout. If that agent cannot work at all, the other one takes over once. */
final class Fixer {
    private static final String SEPARATE = "worktree";

    private final FixParts parts;
    private String agent;
    private int runs;

    Fixer(FixParts parts) {
        this.parts = parts;
        this.agent = Objects.requireNonNullElse(repair().fixAgent(), "");
    }

    String agent() {
        return agent;
    }

    /** Makes a checkout for the agents; returns the refusal, or nothing. */
    String open(List<String> agents) {
        FixRequest request = parts.request();
        String target = request.request().target();
        OpenRequest order = new OpenRequest(
                parts.key(),
                parts.key(),
                target,
                target,
                SEPARATE,
                agents,
                request.request().test().setup(),
                null);
        Opened opened = parts.stop().call(() -> parts.checkouts().open(order));
        return opened.refusal();
    }

    Worked fix(int attempt, Strategy strategy, Tested tested) {
        Worked worked = work(attempt, strategy, tested);
        if (!worked.isUnable()) return worked;
        takeOther(worked.reason());
        Worked others = work(attempt, strategy, tested);
        if (others.isUnable()) throw escalated(others.reason());
        return others;
    }

    private Worked work(int attempt, Strategy strategy, Tested tested) {
        parts.state().enter(Step.FIXING, "attempt " + attempt + ": " + agent + " repairs");
        runs++;
        Assignment fix = new Assignment(
                "fix-" + runs,
                Kind.FIX,
                Role.IMPLEMENTER,
                agent,
                "Repair, attempt " + attempt,
                FixBriefs.toFix(attempt, tested, parts.state().attempts()),
                0,
                false,
                Set.of());
        return parts.agents().write(fix, FixBriefs.inputs(strategy.text(), tested));
    }

    private void takeOther(String why) {
        String other = Objects.requireNonNullElse(repair().strategyAgent(), agent);
        boolean wasReplaced = !agent.equals(repair().fixAgent());
        if (wasReplaced || other.equals(agent)) throw escalated(why);
        parts.journal()
                .add(EventType.STATUS, agent + " cannot work (" + why + "), so " + other + " repairs from now on");
        String refusal = open(List.of(agent, other));
        if (!refusal.isEmpty()) throw escalated(refusal);
        agent = other;
    }

    private FixEnd.Over escalated(String why) {
        return FixEnd.of(Outcome.ESCALATED, "No agent can repair it: " + agent + " cannot work: " + why)
                .thrown();
    }

    private Repair repair() {
        return parts.request().request().repair();
    }
}
