package orchestrator.guard.shell.syntax;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Where our reader saw commands and what tree-sitter cannot be asked about, as characters of the whole text. */
final class Readings {
    private final BitSet commands = new BitSet();
    private final BitSet keywords = new BitSet();
    private final List<Blank> blanks = new ArrayList<>();

    /** Text that is replaced before tree-sitter reads it. */
    record Blank(int start, int end, char by) {}

    void command(int start) {
        commands.set(start);
    }

    /** A place where tree-sitter may see a command, such as {@code time}, and what follows it, where it may see none. */
    void keyword(int start) {
        keywords.set(start);
    }

    void blank(int start, int end, char by) {
        blanks.add(new Blank(start, end, by));
    }

    BitSet commands() {
        return commands;
    }

    BitSet keywords() {
        return keywords;
    }

    List<Blank> blanks() {
        return blanks;
    }
}
