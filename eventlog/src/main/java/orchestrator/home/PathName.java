package orchestrator.home;

import java.nio.file.Path;

/** Names of directories. Those with control characters are refused, because we and git write names into lines. */
public final class PathName {
    private PathName() {}

    /** True if it has a line break, a tab or another character that controls a terminal. */
    public static boolean hasControlCharacter(Path path) {
        return path.toString().chars().anyMatch(Character::isISOControl);
    }

    /** With control characters as escapes. */
    public static String shown(Path path) {
        StringBuilder shown = new StringBuilder();
        for (char c : path.toString().toCharArray()) {
            if (Character.isISOControl(c)) shown.append(String.format("\\u%04x", (int) c));
            else shown.append(c);
        }
        return shown.toString();
    }
}
