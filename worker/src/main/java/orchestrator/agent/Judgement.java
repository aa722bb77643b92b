package orchestrator.agent;

import java.util.List;
import java.util.stream.Collectors;
import orchestrator.agent.Transcript.Final;

/** The test of success that all agents share: the final event is good, and the exit code is 0 or we ended the process. */
final class Judgement {
    /** What agents print there though nothing is wrong. */
    private static final List<String> NOISE = List.of(
            "Reading additional input from stdin",
            "YOLO mode is enabled",
            "Ripgrep is not available",
            "Warning:",
            "[STARTUP]");

    private static final int SIGNALLED = 128;
    private static final int SIGNALS_MAX = 64;

    private Judgement() {}

    static Verdict of(String agent, Transcript transcript, Exit exit) {
        return of(agent, ending(exit), transcript, exit);
    }

    /** @param ending what the exit code of this agent means, in words */
    static Verdict of(String agent, String ending, Transcript transcript, Exit exit) {
        Final end = transcript.end();
        String how = agent + " " + ending;
        if (end == null) return withoutEnd(how, transcript, exit);
        if (!end.good()) return bad(how + ": " + end.problem(), end, exit);
        if (succeeded(exit)) return Verdict.SUCCESS;
        return new Verdict(false, how + " though its last event was good" + stderr(exit), true);
    }

    private static Verdict bad(String reason, Final end, Exit exit) {
        UsageLimit limit = end.limit();
        boolean retryable = end.retryable() && !LogIn.isNeeded(end.problem());
        if (limit == null || exit.at() == null) return new Verdict(false, reason, retryable);
        return limit.judge(reason, end.retryable(), exit.at());
    }

    /** Where the wrapper that records the code was killed, the final event is all there is: doing it twice costs more. */
    static boolean succeeded(Exit exit) {
        Integer code = exit.code();
        return exit.byUs() || code == null || code == 0;
    }

    private static Verdict withoutEnd(String how, Transcript transcript, Exit exit) {
        boolean noEvents = transcript.lines() > 0 && transcript.lines() == transcript.malformed();
        String missing = noEvents
                ? " and printed no event, only " + transcript.lines() + " lines that are none; is this another version?"
                : " without a final event";
        return new Verdict(false, how + missing + stderr(exit), !LogIn.isNeeded(exit.stderrTail()));
    }

    /** Such as {@code ended with exit code 1}. */
    static String ending(Exit exit) {
        Integer code = exit.code();
        if (exit.byUs()) return "was ended by us";
        if (code == null) return "ended and left no exit code";
        if (code < 0) return "was ended by signal " + -code;
        if (code > SIGNALLED && code <= SIGNALLED + SIGNALS_MAX) return "was ended by signal " + (code - SIGNALLED);
        return "ended with exit code " + code;
    }

    static String stderr(Exit exit) {
        String telling = exit.stderrTail()
                .lines()
                .map(String::strip)
                .filter(line -> NOISE.stream().noneMatch(line::startsWith))
                .collect(Collectors.collectingAndThen(Collectors.toList(), Excerpt::mostTelling));
        return telling.isEmpty() ? "" : "; it said on stderr: " + telling;
    }

    /** For a conversation that the agent does not know (any more). */
    static Verdict lost(Verdict verdict) {
        String reason = verdict.reason();
        String stop = reason.endsWith(".") ? " " : ". ";
        return new Verdict(false, reason + stop + "It has to begin a new conversation.", true);
    }
}
