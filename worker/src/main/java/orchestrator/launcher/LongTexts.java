package orchestrator.launcher;

import java.nio.charset.StandardCharsets;
import orchestrator.eventlog.Artifacts;
import orchestrator.json.JsonText;
import orchestrator.plan.Briefs;
import orchestrator.text.Text;

/** Keeps long texts out of Temporal's history: they become artifacts. */
public final class LongTexts {
    private static final int INLINE_BYTES_MAX = 64 * 1024;
    /** An assignment may get the answers of hundreds of others, all in one value. */
    private static final int WORK_BYTES_MAX = 2 * 1024;
    /** The workflow itself reads an answer in JSON, such as a plan; Temporal takes 2 MB. */
    private static final int JSON_BYTES_MAX = 512 * 1024;

    private static final int KEPT_CHARACTERS_MAX = 1024 * 1024;

    private LongTexts() {}

    public static boolean isShort(String text) {
        return isAtMost(text, INLINE_BYTES_MAX);
    }

    private static boolean isAtMost(String text, int bytesMax) {
        return text.getBytes(StandardCharsets.UTF_8).length <= bytesMax;
    }

    /** The text, or the reference of its artifact if it is long. */
    public static String shorten(Artifacts artifacts, String text) {
        return isShort(text) ? text : keep(artifacts, text);
    }

    /** The same for the answer of planned work, which later work may get as one of many. */
    public static String shortenWork(Artifacts artifacts, String answer) {
        return isAtMost(answer, WORK_BYTES_MAX) ? answer : keep(artifacts, answer);
    }

    /**
     * The same for an agent's answer.
     *
     * @param prompt what the agent was told
     */
    public static String shortenAnswer(Artifacts artifacts, String answer, String prompt) {
        if (Briefs.isOfWork(prompt)) return shortenWork(artifacts, answer);
        if (isShort(answer)) return answer;
        boolean isForUs =
                isAtMost(answer, JSON_BYTES_MAX) && JsonText.object(answer).isPresent();
        return isForUs ? answer : keep(artifacts, answer);
    }

    private static String keep(Artifacts artifacts, String text) {
        boolean fits = text.length() <= KEPT_CHARACTERS_MAX;
        return artifacts.put(fits ? text : Text.cut(text, KEPT_CHARACTERS_MAX) + "\n… cut here");
    }
}
