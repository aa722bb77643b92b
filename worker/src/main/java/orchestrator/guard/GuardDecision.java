package orchestrator.guard;

import java.util.Collection;

/**
 * A verdict with its cause.
 *
 * @param rule short name of the rule, such as {@code write-outside}; empty if the call is simply allowed
 * @param reason one sentence that tells the agent why, and what it can do instead; empty if the call is simply allowed
 */
public record GuardDecision(GuardVerdict verdict, String rule, String reason) {
    public static final GuardDecision ALLOWED = new GuardDecision(GuardVerdict.ALLOW, "", "");

    public static GuardDecision deny(String rule, String reason) {
        return new GuardDecision(GuardVerdict.DENY, rule, reason);
    }

    public static GuardDecision ask(String rule, String reason) {
        return new GuardDecision(GuardVerdict.ASK, rule, reason);
    }

    public static GuardDecision watch(String rule, String reason) {
        return new GuardDecision(GuardVerdict.WATCH, rule, reason);
    }

    /** The stricter of the two; of two equal ones this. */
    public GuardDecision or(GuardDecision other) {
        return other.verdict.isStricterThan(verdict) ? other : this;
    }

    /** The strictest; allowed if there is none. */
    public static GuardDecision strictest(Collection<GuardDecision> all) {
        return all.stream().reduce(ALLOWED, GuardDecision::or);
    }

    public boolean isDenied() {
        return verdict == GuardVerdict.DENY;
    }
}
