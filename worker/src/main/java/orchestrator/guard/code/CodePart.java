package orchestrator.guard.code;

import orchestrator.guard.shell.Word;

/**
 * A name, a string or a symbol of a program's text.
 *
 * @param text the name or symbol, or what is known of the string
 * @param word the string's value
 */
record CodePart(Kind kind, String text, Word word) {
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        /** A string that a shell runs. */
        COMMAND,
        SYMBOL,
        NEWLINE
    }

    static final CodePart END = symbol("");

    static CodePart symbol(String text) {
        return new CodePart(Kind.SYMBOL, text, Word.of(""));
    }

    static CodePart of(Kind kind, String text) {
        return new CodePart(kind, text, Word.of(""));
    }

    static CodePart string(Kind kind, Word word) {
        return new CodePart(kind, word.shown(), word);
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.NAME;
    }

    boolean isString() {
        return kind == Kind.STRING;
    }
}
