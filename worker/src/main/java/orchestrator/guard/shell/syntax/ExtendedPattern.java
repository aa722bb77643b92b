package orchestrator.guard.shell.syntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.guard.shell.syntax.WordReader.Parts;

/**
 * Patterns such as {@code !(*.txt)}. What they match is a part of what {@code *} matches, so they are read as that;
 * those that might match hidden files, or that zsh could take for code, are not read.
 */
final class ExtendedPattern {
    private static final String NAMES = "(?:\\w|-|[*?]|\\[[A-Za-z0-9-]+])(?:\\w|-|[*?.]|\\[[A-Za-z0-9-]+])*";
    private static final Pattern FORM = Pattern.compile("[?*+@!]\\(" + NAMES + "(?:\\|" + NAMES + ")*\\)"
            + "(?!\\.?/|\\.(?:\\W|git|claude|mcp|codex|gemini|orchestrator))");
    private static final Pattern MAYBE_CODE = Pattern.compile("[^|]*e(\\W)[^|]*\\1[^|]*\\)$");

    private ExtendedPattern() {}

    /** Takes one, if one is here. */
    static boolean read(ShellCursor cursor, Parts parts) {
        int start = cursor.at();
        Matcher form = FORM.matcher(cursor.text()).region(start, cursor.text().length());
        if (!form.lookingAt() || MAYBE_CODE.matcher(form.group()).find()) return false;
        cursor.moveTo(form.end());
        cursor.readings().blank(cursor.base() + start, cursor.base() + form.end(), 'x');
        parts.plain('*');
        return true;
    }
}
