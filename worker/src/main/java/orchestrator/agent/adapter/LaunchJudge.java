package orchestrator.agent.adapter;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orchestrator.agent.Excerpt;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.Transcript;
import orchestrator.agent.Transcript.Final;
import orchestrator.agent.UsageLimit;
import orchestrator.agent.limit.ApiProblem;
import orchestrator.agent.limit.LimitJudge;
import orchestrator.launch.Cause;

/**
 * The test of success that all agents share: the final event is good, and the exit code is 0 or the orchestrator ended
 * the process.
 */
public final class LaunchJudge {
    /** The ending of the problem text if a final event gives no reason. */
    public static final String WITHOUT_REASON = "without a reason";

    /** Agents print these on stderr although nothing is wrong. */
    private static final List<String> NOISE = List.of(
            "Reading additional input from stdin",
            "YOLO mode is enabled",
            "Ripgrep is not available",
            "Warning:",
            "[STARTUP]");

    /** Programs print one of these when they do not know an argument. */
    private static final Pattern WRONG_ARGUMENTS = Pattern.compile(
            "^(?:error: )?(?:unknown (?:option|arguments?|command)\\b|(?:unexpected|unrecognized) (?:argument|option)"
                    + "|invalid value '.*' for |option '.*' argument )|^Usage: |Show help",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private static final int SIGNALLED = 128;
    private static final int SIGNALS_MAX = 64;

    private LaunchJudge() {}

    public static LaunchVerdict judge(String agent, Transcript transcript, LaunchExit exit) {
        return judge(agent, exitInWords(exit), transcript, exit);
    }

    /** @param ending the exit in words, for agents whose codes mean something */
    public static LaunchVerdict judge(String agent, String ending, Transcript transcript, LaunchExit exit) {
        Final end = transcript.ending();
        String how = agent + " " + ending;
        if (end == null) return withoutEnd(how, transcript, exit);
        if (!end.good())
            return failed(how + ": " + problem(end, exit), end, exit).because(Symptoms.of(transcript, exit));
        if (succeeded(exit)) return LaunchVerdict.SUCCESS;
        return new LaunchVerdict(false, how + " though its last event was good" + stderr(exit), true);
    }

    /** If the final event gives no reason, stderr may. */
    private static String problem(Final end, LaunchExit exit) {
        boolean isReason = !end.problem().endsWith(WITHOUT_REASON);
        return isReason ? end.problem() : end.problem() + stderr(exit);
    }

    public static LaunchVerdict failed(String reason, Final end, LaunchExit exit) {
        UsageLimit limit = end.limit();
        boolean retryable = end.retryable() && !ApiProblem.needsLogIn(end.problem());
        if (limit == null || exit.at() == null) return new LaunchVerdict(false, reason, retryable).because(end.cause());
        return LimitJudge.judge(limit, reason, end.retryable(), exit.at()).because(end.cause());
    }

    /**
     * Without an exit code, the wrapper was killed. Then the final event decides, because repeating the work would cost
     * more.
     */
    public static boolean succeeded(LaunchExit exit) {
        Integer code = exit.code();
        return exit.byUs() || code == null || code == 0;
    }

    private static LaunchVerdict withoutEnd(String how, Transcript transcript, LaunchExit exit) {
        boolean noEvents = transcript.lines() > 0 && transcript.lines() == transcript.malformed();
        String missing = noEvents
                ? " and printed no event, only " + transcript.lines()
                        + " lines that are no events; is this another version?"
                : " without a final event";
        boolean refused = transcript.lines() == 0
                && !exit.isKilled()
                && WRONG_ARGUMENTS.matcher(exit.stderrTail()).find();
        Cause cause = Symptoms.of(transcript, exit);
        if (refused)
            return new LaunchVerdict(false, how + missing + stderr(exit), false)
                    .because(cause)
                    .because(Cause.WRONG_ARGUMENTS);
        boolean retryable = !ApiProblem.needsLogIn(exit.stderrTail());
        return new LaunchVerdict(false, how + missing + said(transcript, exit), retryable).because(cause);
    }

    /** From stderr, or else from the last event of type error. */
    private static String said(Transcript transcript, LaunchExit exit) {
        String stderr = stderr(exit);
        String error = transcript.memory().lastError();
        return stderr.isEmpty() && !error.isEmpty() ? "; it said: " + Excerpt.oneLine(error, 300) : stderr;
    }

    /** Such as {@code ended with exit code 1}. */
    public static String exitInWords(LaunchExit exit) {
        Integer code = exit.code();
        if (exit.byUs()) return "was ended by the orchestrator";
        if (code == null) return "ended and left no exit code";
        if (code < 0) return "was ended by signal " + -code;
        if (code > SIGNALLED && code <= SIGNALLED + SIGNALS_MAX) return "was ended by signal " + (code - SIGNALLED);
        return "ended with exit code " + code;
    }

    public static String stderr(LaunchExit exit) {
        String telling = exit.stderrTail()
                .lines()
                .map(String::strip)
                .filter(line -> NOISE.stream().noneMatch(line::startsWith))
                .collect(Collectors.collectingAndThen(Collectors.toList(), Excerpt::mostTelling));
        return telling.isEmpty() ? "" : "; it said on stderr: " + telling;
    }

    /** For a launch that was ended because it did not respond. */
    public static LaunchVerdict timedOut(Duration limit, String stderrTail) {
        return new LaunchVerdict(
                false,
                "no answer within " + limit.toSeconds() + " s" + stderr(new LaunchExit(null, true, stderrTail)),
                true);
    }

    /** For a conversation that the agent does not know or has deleted. */
    public static LaunchVerdict conversationLost(LaunchVerdict verdict) {
        String reason = verdict.reason();
        String stop = reason.endsWith(".") ? " " : ". ";
        return new LaunchVerdict(false, reason + stop + "It has to begin a new conversation.", true)
                .because(Cause.CONVERSATION_LOST);
    }
}
