package orchestrator.settlement;

import orchestrator.session.SessionState;
import orchestrator.text.Text;

/** The usual message of the commit that a merge makes. */
public final class MergeMessage {
    private static final int TITLE_CHARACTERS = 72;

    private MergeMessage() {}

    /** The first line of the prompt, without what controls a terminal. */
    public static String of(SessionState state) {
        String line = state.prompt().strip().lines().findFirst().orElse("");
        String title = line.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return title.isEmpty() ? "Session " + state.session() : Text.shorten(title, TITLE_CHARACTERS);
    }
}
