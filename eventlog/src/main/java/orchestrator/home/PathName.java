package orchestrator.home;

import java.nio.file.Path;

/** Names of directories that we can work with: all but those that break the lines which we and git write them to. */
public final class PathName {
    private PathName() {}

    /** Whether it holds a line break, a tab or another character that controls a terminal. */
    public static boolean hasControlCharacter(Path path) {
        return path.toString().chars().anyMatch(Character::isISOControl);
    }

    /** For people: control characters as escapes. */
    public static String shown(Path path) {
        StringBuilder shown = new StringBuilder();
        for (char c : path.toString().toCharArray()) {
            if (Character.isISOControl(c)) shown.append(String.format("\\u%04x", (int) c));
            else shown.append(c);
        }
        return shown.toString();
    }
}
