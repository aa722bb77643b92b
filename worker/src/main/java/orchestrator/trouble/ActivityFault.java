package orchestrator.trouble;

import orchestrator.eventlog.Trouble;

/**
 * A classified failure.
 *
 * @param sure true if one attempt is enough to know its kind; a missing file may be created in a moment
 * @param reason the cause, in a sentence
 * @param remedy advice to the user, in a sentence; empty if unknown
 */
record ActivityFault(Trouble.Kind kind, boolean sure, String reason, String remedy) {
    static ActivityFault passes(String reason, String remedy) {
        return new ActivityFault(Trouble.Kind.PASSES, true, sentence(reason), remedy);
    }

    static ActivityFault needsYou(boolean sure, String reason, String remedy) {
        return new ActivityFault(Trouble.Kind.NEEDS_YOU, sure, sentence(reason), remedy);
    }

    static ActivityFault never(String reason) {
        return new ActivityFault(
                Trouble.Kind.NEVER, true, sentence(reason), "The worker's log (logs/worker.log) has the details.");
    }

    ActivityFault as(Trouble.Kind other) {
        return new ActivityFault(other, true, reason, remedy);
    }

    String words() {
        return remedy.isEmpty() ? reason : reason + " " + remedy;
    }

    private static String sentence(String words) {
        if (words.isEmpty()) return words;
        String begun = words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
