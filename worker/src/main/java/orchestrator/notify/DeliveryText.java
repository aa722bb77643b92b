package orchestrator.notify;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.home.ProjectSecrets;
import orchestrator.text.Text;

/**
 * Makes texts of files, tests and agents safe for a receiver: they call nobody, are no commands of Slack, hold no
 * secret of the project, and fit.
 */
final class DeliveryText {
    private static final int SECRET_CHARACTERS_MIN = 8;
    private static final String HIDDEN = "[hidden]";
    /** Invisible; without it the receiver would notify the person or team of that name. */
    private static final String WORD_JOINER = "\u2060";

    private static final Pattern MENTION = Pattern.compile("(?<![A-Za-z0-9_`])@(?=[A-Za-z0-9])");
    private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})(.*)$");

    private DeliveryText() {}

    /** A text without the project's secrets, which tests may have printed. */
    static String withoutSecrets(String text, ProjectSecrets secrets) {
        String hidden = Text.clean(text);
        for (String secret : Stream.of(
                        secrets.githubToken(),
                        secrets.slackWebhook(),
                        secrets.emailWebhook(),
                        secrets.anthropicApiKey())
                .filter(one -> one != null && one.length() >= SECRET_CHARACTERS_MIN)
                .toList()) hidden = hidden.replace(secret, HIDDEN);
        return hidden;
    }

    /** Markdown that mentions nobody outside of blocks of code, where GitHub looks for mentions. */
    static String markdown(String text, int unitsMax, String more) {
        StringBuilder safe = new StringBuilder();
        String open = "";
        for (String line : text.split("\n", -1)) {
            String next = afterLine(open, line);
            boolean isCode = !open.isEmpty() || !next.isEmpty();
            String shown = isCode ? line : withoutMentions(line);
            String end = "\n" + (next.isEmpty() ? "" : next + "\n") + note(text.length() - safe.length(), more);
            if (safe.length() + shown.length() + end.length() + 1 > unitsMax) {
                return safe + (open.isEmpty() ? "" : open + "\n") + note(text.length() - safe.length(), more);
            }
            safe.append(shown).append('\n');
            open = next;
        }
        return safe + (open.isEmpty() ? "" : open + "\n");
    }

    private static String note(int cut, String more) {
        return "\n… " + cut + " characters were cut. " + more;
    }

    /** The fence of the block of code that is open after this line; empty if none is. */
    private static String afterLine(String open, String line) {
        var fence = FENCE.matcher(line);
        if (!fence.find()) return open;
        String mark = fence.group(1);
        if (open.isEmpty()) return mark.startsWith("`") && fence.group(2).contains("`") ? "" : mark;
        boolean closes = mark.charAt(0) == open.charAt(0)
                && mark.length() >= open.length()
                && fence.group(2).isBlank();
        return closes ? "" : open;
    }

    private static String withoutMentions(String line) {
        return MENTION.matcher(line).replaceAll("@" + WORD_JOINER).replace("<!--", "&lt;!--");
    }

    /** Text for Slack, in which {@code <!channel>} and links are only characters. */
    static String slack(String text, int unitsMax) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return Text.shorten(MENTION.matcher(safe).replaceAll("@" + WORD_JOINER), unitsMax);
    }

    /** Plain text of limited length, which says how much was cut. */
    static String plain(String text, int unitsMax, String more) {
        if (text.length() <= unitsMax) return text;
        String begin = Text.cut(text, unitsMax);
        return begin + "\n" + note(text.length() - begin.length(), more);
    }

    /** One line, as a title or subject. */
    static String title(String text, int bytesMax) {
        return MENTION.matcher(Text.line(text, bytesMax)).replaceAll("@" + WORD_JOINER);
    }
}
