package orchestrator.guard.shell.syntax;

/** Reads the text of {@code $'…'}. */
final class AnsiText {
    private final ShellCursor cursor;

    AnsiText(ShellCursor cursor) {
        this.cursor = cursor;
    }

    /** Up to the closing quote, which is taken. */
    String read() {
        StringBuilder text = new StringBuilder();
        while (true) {
            int next = cursor.nextRaw();
            if (next == ShellCursor.END) throw cursor.unreadable("'$'' is not closed");
            if (next == '\'') return text.toString();
            if (next == '\\') text.appendCodePoint(escaped());
            else text.append((char) next);
        }
    }

    private int escaped() {
        int next = cursor.nextRaw();
        return switch (next) {
            case 'a' -> 7;
            case 'b' -> 8;
            case 'e', 'E' -> 27;
            case 'f' -> 12;
            case 'n' -> 10;
            case 'r' -> 13;
            case 't' -> 9;
            case 'v' -> 11;
            case '\\', '\'', '"', '?' -> next;
            case 'x' -> number(16, 2, 0x7f, 0);
            case 'u' -> number(16, 4, 0xffff, 0);
            case 'U' -> number(16, 8, Character.MAX_CODE_POINT, 0);
            default -> octal(next);
        };
    }

    private int octal(int next) {
        if (next < '0' || next > '7') throw cursor.unreadable("'$'' holds an unknown escape");
        return number(8, 2, 0x7f, next - '0');
    }

    private int number(int radix, int digitsMax, int max, int first) {
        long value = first;
        for (int digits = 0; digits < digitsMax; digits++) {
            int start = cursor.at();
            int next = cursor.nextRaw();
            int digit = next == ShellCursor.END ? -1 : Character.digit(next, radix);
            if (digit < 0) {
                cursor.moveTo(next == ShellCursor.END ? start : cursor.at() - 1);
                break;
            }
            value = value * radix + digit;
        }
        boolean isSurrogate = value >= 0xd800 && value <= 0xdfff;
        if (value == 0 || value > max || isSurrogate)
            throw cursor.unreadable("'$'' holds a character that is not text");
        return (int) value;
    }
}
