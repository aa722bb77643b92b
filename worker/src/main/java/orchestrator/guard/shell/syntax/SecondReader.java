package orchestrator.guard.shell.syntax;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TreeSitterBash;

/**
 * Tree-sitter's view of a text: it must know everything in it, and see commands in the same places as our reader. A
 * mistake of one reader alone can then hide no command.
 */
final class SecondReader {
    private static final ThreadLocal<TSParser> PARSERS = ThreadLocal.withInitial(SecondReader::parser);

    private static TSParser parser() {
        TSParser parser = new TSParser();
        parser.setLanguage(new TreeSitterBash());
        return parser;
    }

    void check(String text, Readings ours) {
        String shown = blanked(text, ours);
        TSParser parser;
        try {
            parser = PARSERS.get();
        } catch (LinkageError | RuntimeException e) {
            throw new UnreadableShell(
                    "shell-reader",
                    "The guard cannot load its shell parser on this machine, so it refuses every command: " + e + ".");
        }
        parser.reset();
        try (TSTree tree = parser.parseString(null, shown)) {
            TSNode root = tree.getRootNode();
            if (root.hasError()) throw unreadable("it is not plain bash");
            Comparison comparison = new Comparison(shown, new Offsets(shown));
            comparison.visit(root, Kinds.OF_BASH.of(root), 0);
            comparison.compare(ours);
        }
    }

    private static String blanked(String text, Readings ours) {
        if (ours.blanks().isEmpty()) return text;
        StringBuilder shown = new StringBuilder(text);
        for (Readings.Blank blank : ours.blanks()) {
            for (int at = blank.start(); at < blank.end(); at++)
                if (text.charAt(at) != '\n') shown.setCharAt(at, blank.by());
        }
        return shown.toString();
    }

    private static UnreadableShell unreadable(String what) {
        return new UnreadableShell(
                "shell-syntax", "The command cannot be read with certainty: " + what + ". Write it more simply.");
    }

    /** From bytes of UTF-8 to characters. */
    private static final class Offsets {
        private final int[] characters;

        private Offsets(String text) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            characters = bytes == text.length() ? new int[0] : new int[bytes + 1];
            if (characters.length == 0) return;
            int at = 0;
            for (int character = 0; character < text.length(); character++) {
                char each = text.charAt(character);
                if (Character.isLowSurrogate(each)) continue;
                int length = each < 0x80 ? 1 : each < 0x800 ? 2 : Character.isHighSurrogate(each) ? 4 : 3;
                for (int end = at + length; at < end && at < bytes; at++) characters[at] = character;
            }
            characters[bytes] = text.length();
        }

        int character(int offset) {
            return characters.length == 0 ? offset : characters[offset];
        }
    }

    /** What tree-sitter has seen. */
    private static final class Comparison {
        private static final int DEPTH_MAX = 200;

        private final String text;
        private final Offsets offsets;
        private final BitSet commands = new BitSet();

        private Comparison(String text, Offsets offsets) {
            this.text = text;
            this.offsets = offsets;
        }

        void visit(TSNode node, int kind, int depth) {
            if (depth > DEPTH_MAX) throw unreadable("it is nested too deeply");
            int start = offsets.character(node.getStartByte());
            if ((kind & Kinds.COMMAND) != 0) commands.set(start);
            int count = (kind & Kinds.LEAF) != 0 ? 0 : node.getChildCount();
            if (count == 0) return;
            int at = depth == 0 ? 0 : start;
            boolean isText = (kind & Kinds.TEXT) != 0;
            for (int index = 0; index < count; index++) {
                TSNode child = node.getChild(index);
                if (!isText) {
                    checkGap(at, offsets.character(child.getStartByte()));
                    at = offsets.character(child.getEndByte());
                }
                int childKind = Kinds.OF_BASH.of(child);
                if ((childKind & Kinds.KNOWN) == 0) throw unreadable("it holds the unknown form " + child.getType());
                if ((childKind & Kinds.NAMED) != 0) visit(child, childKind, depth + 1);
            }
            int end = depth == 0 ? text.length() : offsets.character(node.getEndByte());
            if (!isText) checkGap(at, end);
        }

        private void checkGap(int from, int to) {
            for (int at = from; at < to; at++) {
                char each = text.charAt(at);
                boolean isContinued =
                        each == '\\' && at + 1 < text.length() && Character.isWhitespace(text.charAt(at + 1));
                if (!Character.isWhitespace(each) && !isContinued && each != ';' && !isLoneDash(at))
                    throw unreadable("no rule accounts for " + ShellCursor.shown(String.valueOf(each)));
            }
        }

        /** Tree-sitter-bash loses the dash of {@code python3 - <<E}. */
        private boolean isLoneDash(int at) {
            boolean isAlone =
                    at > 0 && text.charAt(at - 1) == ' ' && at + 1 < text.length() && text.charAt(at + 1) == ' ';
            return isAlone && text.charAt(at) == '-';
        }

        void compare(Readings ours) {
            BitSet missed = (BitSet) ours.commands().clone();
            missed.andNot(commands);
            missed.andNot(ours.keywords());
            BitSet added = (BitSet) commands.clone();
            added.andNot(ours.commands());
            added.andNot(ours.keywords());
            if (missed.isEmpty() && added.isEmpty()) return;
            int place = missed.isEmpty() ? added.nextSetBit(0) : missed.nextSetBit(0);
            int end = Math.min(text.length(), place + 20);
            throw unreadable("it can be understood in two ways near " + ShellCursor.shown(text.substring(place, end)));
        }
    }
}
