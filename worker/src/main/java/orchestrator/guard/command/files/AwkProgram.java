package orchestrator.guard.command.files;

import java.util.ArrayList;
import java.util.List;

/**
 * What a program of awk does beside printing.
 *
 * @param files that it writes
 * @param commands that it runs
 * @param isComputed true if a file or command is made up while it runs
 */
record AwkProgram(List<String> files, List<String> commands, boolean isComputed) {

    /** At the end of a name that goes on with what is known only when it runs. */
    static final String UNKNOWN = "\uE000";

    /** Strings begin with a quote; all else is a name or one character. */
    static AwkProgram read(String text) {
        List<String> parts = parts(text);
        List<String> files = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        boolean isComputed = false;
        boolean isPrint = false;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.equals("print") || part.equals("printf")) isPrint = true;
            if (";{}\n".contains(part)) isPrint = false;
            List<String> into = null;
            int at = i + 1;
            if (part.equals("system") && get(parts, i + 1).equals("(")) {
                into = commands;
                at = i + 2;
            } else if (part.equals("|") && !get(parts, i + 1).equals("getline")) {
                into = commands;
                if (get(parts, at).equals("&")) at++;
            } else if (part.equals("|")) {
                into = commands;
                at = i - 1;
            } else if (part.equals(">") && isPrint && isOutsideParentheses(parts, i)) {
                into = files;
                if (get(parts, at).equals(">")) i = at++;
            }
            if (part.equals("@")) isComputed = true;
            if (into == null) continue;
            boolean isFile = into == files;
            if (isWholeString(parts, at, part.equals("|") && at < i))
                into.add(get(parts, at).substring(1));
            else if (isFile && get(parts, at).length() > 1 && get(parts, at).startsWith("\""))
                files.add(get(parts, at).substring(1) + UNKNOWN);
            else isComputed = true;
        }
        isComputed |= commands.stream().anyMatch(command -> command.startsWith("/inet"));
        return new AwkProgram(files, commands, isComputed);
    }

    private static boolean isWholeString(List<String> parts, int at, boolean isBefore) {
        if (!get(parts, at).startsWith("\"")) return false;
        String neighbour = get(parts, isBefore ? at - 1 : at + 1);
        return neighbour.isEmpty() || ";{}()\n|&,".contains(neighbour) || neighbour.equals("while");
    }

    private static boolean isOutsideParentheses(List<String> parts, int at) {
        int depth = 0;
        for (int i = at - 1; i >= 0 && !parts.get(i).startsWith("print"); i--) {
            if (parts.get(i).equals(")")) depth--;
            if (parts.get(i).equals("(")) depth++;
        }
        return depth <= 0;
    }

    private static String get(List<String> parts, int index) {
        return index >= 0 && index < parts.size() ? parts.get(index) : "";
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char letter = text.charAt(at);
            int end = at + 1;
            if (letter == '#') {
                end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
                continue;
            }
            if (letter == '"' || letter == '/' && isPattern(parts)) {
                end = endOf(text, at, letter);
                if (letter == '"') parts.add("\"" + unescape(text.substring(at + 1, Math.max(at + 1, end - 1))));
                else parts.add("0");
            } else if (Character.isLetterOrDigit(letter) || letter == '_') {
                while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_'))
                    end++;
                parts.add(text.substring(at, end));
            } else if (letter == '|' && end < text.length() && text.charAt(end) == '|') {
                end++;
                parts.add("&");
            } else if (letter == '\n' || !Character.isWhitespace(letter)) {
                parts.add(String.valueOf(letter));
            }
            at = end;
        }
        return parts;
    }

    /** A slash divides after an operand, else it begins a pattern. */
    private static boolean isPattern(List<String> parts) {
        if (parts.isEmpty()) return true;
        String last = parts.get(parts.size() - 1);
        return !last.matches("[A-Za-z0-9_]+|[)\\]$]|\".*") || last.matches("print|printf|return|in");
    }

    private static int endOf(String text, int from, char delimiter) {
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') i++;
            else if (text.charAt(i) == delimiter) return i + 1;
        }
        return text.length();
    }

    private static String unescape(String text) {
        return text.replace("\\\"", "\"").replace("\\/", "/").replace("\\\\", "\\");
    }
}
