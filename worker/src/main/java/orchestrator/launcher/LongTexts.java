package orchestrator.launcher;

import java.nio.charset.StandardCharsets;
import orchestrator.eventlog.Artifacts;
import orchestrator.text.Text;

/** Keeps long texts out of Temporal's history: they become artifacts. */
public final class LongTexts {
    private static final int INLINE_BYTES_MAX = 64 * 1024;

    private static final int KEPT_CHARACTERS_MAX = 1024 * 1024;

    private LongTexts() {}

    public static boolean isShort(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= INLINE_BYTES_MAX;
    }

    /** The text, or the reference of its artifact if it is long. */
    public static String shorten(Artifacts artifacts, String text) {
        if (isShort(text)) return text;
        boolean fits = text.length() <= KEPT_CHARACTERS_MAX;
        return artifacts.put(fits ? text : Text.cut(text, KEPT_CHARACTERS_MAX) + "\n… cut here");
    }
}
