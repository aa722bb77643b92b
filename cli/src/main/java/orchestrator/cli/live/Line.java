package orchestrator.cli.live;

/** A line as it is shown; where there are no colours, the text alone says it. */
public record Line(String text, Tone tone) {

    /** How much it wants to be seen. */
    public enum Tone {
        PLAIN(""),
        /** All is well. */
        GOOD("\u001b[32m"),
        /** Someone has to do something. */
        URGENT("\u001b[1;33m"),
        /** Something stands still, or was recovered. */
        NOTABLE("\u001b[36m");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    static Line plain(String text) {
        return new Line(text, Tone.PLAIN);
    }

    Line cut(int columns) {
        return new Line(DisplayText.cut(text, columns), tone);
    }

    String coloured() {
        return tone == Tone.PLAIN ? text : tone.code + text + "\u001b[0m";
    }
}
