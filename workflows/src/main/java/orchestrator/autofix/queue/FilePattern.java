package orchestrator.autofix.queue;

import java.util.regex.Pattern;

/**
 * A glob for paths with slashes: {@code *} and {@code ?} stay within one directory, <code>**</code> does not. A glob
 * without a slash matches the name of a file in any directory.
 */
public final class FilePattern {
    private final Pattern pattern;

    public FilePattern(String glob) {
        String whole = glob.contains("/") ? glob : "**/" + glob;
        pattern = Pattern.compile(regex(whole.startsWith("./") ? whole.substring(2) : whole), Pattern.DOTALL);
    }

    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            if (glob.startsWith("**/", at)) {
                regex.append("(?:[^/]+/)*");
                at += 3;
            } else if (glob.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else {
                regex.append(one(glob.charAt(at)));
                at++;
            }
        }
        return regex.toString();
    }

    private static String one(char sign) {
        if (sign == '*') return "[^/]*";
        return sign == '?' ? "[^/]" : Pattern.quote(String.valueOf(sign));
    }
}
