package orchestrator.cli.live;

/** A line of the view with its tone. Without colours only the text is shown. */
public record Line(String text, Tone tone) {

    /** The emphasis of a line. */
    public enum Tone {
        PLAIN(""),
        /** All is well. */
        GOOD("\u001b[32m"),
        /** A person has to act. */
        URGENT("\u001b[1;33m"),
        /** Something is paused, waits, or was recovered. */
        NOTABLE("\u001b[36m");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    public static Line plain(String text) {
        return new Line(text, Tone.PLAIN);
    }

    Line cut(int columns) {
        return new Line(DisplayText.cut(text, columns), tone);
    }

    public String coloured() {
        return tone == Tone.PLAIN ? text : tone.code + text + "\u001b[0m";
    }
}
