package orchestrator.agent;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orchestrator.agent.Transcript.Final;

/** The test of success that all agents share: the final event is good, and the exit code is 0 or we ended the process. */
final class Judgement {
    /** What a final event is said to lack. */
    static final String WITHOUT_REASON = "without a reason";

    /** What agents print there though nothing is wrong. */
    private static final List<String> NOISE = List.of(
            "Reading additional input from stdin",
            "YOLO mode is enabled",
            "Ripgrep is not available",
            "Warning:",
            "[STARTUP]");

    /** What command lines say of arguments that they do not take, or close with after it. */
    private static final Pattern WRONG_ARGUMENTS = Pattern.compile(
            "^(?:error: )?(?:unknown (?:option|arguments?|command)\\b|(?:unexpected|unrecognized) (?:argument|option)"
                    + "|invalid value '.*' for |option '.*' argument )|^Usage: |Show help",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

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
        if (!end.good()) return bad(how + ": " + problem(end, exit), end, exit);
        if (succeeded(exit)) return Verdict.SUCCESS;
        return new Verdict(false, how + " though its last event was good" + stderr(exit), true);
    }

    /** An end without a reason is told by what the program has written beside it. */
    private static String problem(Final end, Exit exit) {
        boolean isReason = !end.problem().endsWith(WITHOUT_REASON);
        return isReason ? end.problem() : end.problem() + stderr(exit);
    }

    static Verdict bad(String reason, Final end, Exit exit) {
        UsageLimit limit = end.limit();
        boolean retryable = end.retryable() && !ApiProblem.needsLogIn(end.problem());
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
        boolean refused = transcript.lines() == 0
                && !exit.isKilled()
                && WRONG_ARGUMENTS.matcher(exit.stderrTail()).find();
        if (refused) return new Verdict(false, how + missing + stderr(exit), false);
        return new Verdict(false, how + missing + said(transcript, exit), !ApiProblem.needsLogIn(exit.stderrTail()));
    }

    /** On stderr, or else in the last event that it called an error. */
    private static String said(Transcript transcript, Exit exit) {
        String stderr = stderr(exit);
        String error = transcript.memory().lastError();
        return stderr.isEmpty() && !error.isEmpty() ? "; it said: " + Excerpt.oneLine(error, 300) : stderr;
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
