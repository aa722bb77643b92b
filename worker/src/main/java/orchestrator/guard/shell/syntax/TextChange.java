package orchestrator.guard.shell.syntax;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.guard.shell.syntax.ShellWord.Text;

/** What an operator such as {@code %} or {@code //} makes of a known text. */
public record TextChange(String operator, List<Text> operand) implements UnaryOperator<String> {
    private static final int TEXT_MAX = 512;

    public TextChange {
        operand = List.copyOf(operand);
    }

    @Override
    public String apply(String text) {
        long stars = operand.stream()
                .flatMapToInt(part -> part.text().chars())
                .filter(each -> each == '*')
                .count();
        if (text.length() > TEXT_MAX || stars > 1 && text.length() > TEXT_MAX / 8 || stars > 3)
            throw new UnreadableShell("shell-size", "A text is too long to be changed by '${…}'; use a file.");
        return switch (operator) {
            case "#" -> withoutPrefix(text, false);
            case "##" -> withoutPrefix(text, true);
            case "%" -> withoutSuffix(text, false);
            case "%%" -> withoutSuffix(text, true);
            case "^^" -> text.toUpperCase(Locale.ROOT);
            case ",," -> text.toLowerCase(Locale.ROOT);
            case "^" -> text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
            case "," -> text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
            default -> replaced(text);
        };
    }

    private String withoutPrefix(String text, boolean isLongest) {
        Pattern pattern = pattern(operand);
        String found = null;
        for (int end = 0; end <= text.length(); end++) {
            if (!pattern.matcher(text).region(0, end).matches()) continue;
            found = text.substring(end);
            if (!isLongest) break;
        }
        return found == null ? text : found;
    }

    private String withoutSuffix(String text, boolean isLongest) {
        Pattern pattern = pattern(operand);
        String found = null;
        for (int start = text.length(); start >= 0; start--) {
            if (!pattern.matcher(text.substring(start)).matches()) continue;
            found = text.substring(0, start);
            if (!isLongest) break;
        }
        return found == null ? text : found;
    }

    private String replaced(String text) {
        List<Text> before = new java.util.ArrayList<>();
        StringBuilder after = new StringBuilder();
        boolean isAfter = false;
        for (Text part : operand) {
            int slash = isAfter || part.isQuoted() ? -1 : part.text().indexOf('/');
            if (isAfter) after.append(part.text());
            else if (slash < 0) before.add(part);
            else {
                before.add(new Text(part.text().substring(0, slash), false));
                after.append(part.text().substring(slash + 1));
                isAfter = true;
            }
        }
        if (after.indexOf("&") >= 0)
            throw new UnreadableShell(
                    "shell-syntax", "'&' stands in the replacement of '${…}', which shells read in different ways.");
        String regex = pattern(before).pattern();
        if (regex.isEmpty()) return text;
        if (operator.equals("/#")) regex = "^" + regex;
        if (operator.equals("/%")) regex = regex + "$";
        Matcher matcher = Pattern.compile(regex, Pattern.DOTALL).matcher(text);
        String by = Matcher.quoteReplacement(after.toString());
        return operator.equals("//") ? matcher.replaceAll(by) : matcher.replaceFirst(by);
    }

    /** A pattern of the shell as a regular expression. */
    private static Pattern pattern(List<Text> parts) {
        StringBuilder regex = new StringBuilder();
        for (Text part : parts) {
            if (part.text().isEmpty()) continue;
            if (part.isQuoted()) regex.append(Pattern.quote(part.text()));
            else appendGlob(regex, part.text());
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static void appendGlob(StringBuilder regex, String glob) {
        for (int at = 0; at < glob.length(); at++) {
            char each = glob.charAt(at);
            int close = each == '[' ? glob.indexOf(']', at + 2) : -1;
            if (each == '*') regex.append(".*");
            else if (each == '?') regex.append('.');
            else if (close > 0) {
                String set = glob.substring(at + 1, close)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&", "\\&");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                at = close;
            } else regex.append(Pattern.quote(String.valueOf(each)));
        }
    }
}
