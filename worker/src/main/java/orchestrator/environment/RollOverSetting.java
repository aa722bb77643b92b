package orchestrator.environment;

import java.util.Map;
import orchestrator.rollover.RollOverLimits;

/** The setting that says how long the history of a session or of a watched project may be before it continues as new. */
public final class RollOverSetting {
    private static final String EVENTS = "ORCHESTRATOR_ROLLOVER_EVENTS";
    private static final int EVENTS_MIN = 20;

    private RollOverSetting() {}

    public static RollOverLimits of(Map<String, String> environment) {
        String events = environment.getOrDefault(EVENTS, "").strip();
        if (events.isEmpty()) return RollOverLimits.USUAL;
        if (events.matches("[0-9]{1,5}") && Integer.parseInt(events) >= EVENTS_MIN)
            return new RollOverLimits(Long.parseLong(events), RollOverLimits.USUAL.bytes());
        throw new IllegalArgumentException(EVENTS + " must be a number of events from " + EVENTS_MIN + " on, not `"
                + events + "`; Temporal takes no history of more than 51,200");
    }
}
