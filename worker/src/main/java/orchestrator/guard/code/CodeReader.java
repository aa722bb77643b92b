package orchestrator.guard.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orchestrator.guard.code.CodePart.Kind;

/** Splits a program's text into parts, so that strings and comments are not taken for code. */
final class CodeReader {
    private static final int PARTS_MAX = 50_000;
    private final String text;
    private final CodeLanguage language;
    private final List<CodePart> parts = new ArrayList<>();
    /** Code within strings, such as {@code ${…}}. */
    private final List<String> inner = new ArrayList<>();

    private boolean isBroken;
    private int at;

    CodeReader(String text, CodeLanguage language) {
        this.text = text;
        this.language = language;
    }

    List<CodePart> parts() {
        return parts;
    }

    List<String> inner() {
        return inner;
    }

    /** True if a string has no end, or the text is too long. */
    boolean isBroken() {
        return isBroken;
    }

    CodeReader read() {
        while (at < text.length() && !isBroken) {
            if (parts.size() > PARTS_MAX) isBroken = true;
            readPart();
        }
        return this;
    }

    private void readPart() {
        char letter = text.charAt(at);
        if (letter == '\n') {
            parts.add(CodePart.of(Kind.NEWLINE, "\n"));
            at++;
        } else if (Character.isWhitespace(letter)) {
            at++;
        } else if (text.startsWith("/*", at)
                && language != CodeLanguage.PERL
                && language != CodeLanguage.PYTHON
                && language != CodeLanguage.RUBY) {
            skipTo("*/", 2);
        } else if (language == CodeLanguage.LUA && text.startsWith("--[[", at)) {
            skipTo("]]", 4);
        } else if (language.startsComment(text, at)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (language == CodeLanguage.LUA && text.startsWith("[[", at)) {
            string(Kind.STRING, "]]", at + 2, "");
        } else if (language.isQuote(letter)) {
            quoted(letter, "");
        } else if (language == CodeLanguage.RUBY && letter == '%' && isPatternHere() && rubyQuote()) {
            return;
        } else if (isNameStart(letter)) {
            name();
        } else if (Character.isDigit(letter)) {
            number();
        } else if (letter == '/' && language.hasPatterns() && isPatternHere()) {
            pattern();
        } else {
            symbol();
        }
    }

    private boolean isNameStart(char letter) {
        if (Character.isLetter(letter) || letter == '_') return true;
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (letter == '$') return language != CodeLanguage.PYTHON && language != CodeLanguage.LUA;
        return (letter == '@' && language.hasSigils()
                        || letter == '%' && language == CodeLanguage.PERL && isPatternHere())
                && (Character.isLetter(next) || next == '_');
    }

    private void name() {
        int start = at++;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || "_$".indexOf(text.charAt(at)) >= 0))
            at++;
        if (language == CodeLanguage.RUBY
                && at < text.length()
                && "?!".indexOf(text.charAt(at)) >= 0
                && !text.startsWith("!=", at)) at++;
        String name = text.substring(start, at);
        char next = at < text.length() ? text.charAt(at) : ' ';
        if (language == CodeLanguage.PYTHON && name.matches("(?i)[rbfut]{1,2}") && (next == '"' || next == '\''))
            quoted(next, name.toLowerCase(Locale.ROOT));
        else if (language == CodeLanguage.PERL && name.matches("q|qq|qx|qw|qr|m|s|tr|y")) quoteLike(name);
        else parts.add(CodePart.of(Kind.NAME, name));
    }

    private void number() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_' || isFraction())) at++;
        parts.add(CodePart.of(Kind.NUMBER, text.substring(start, at)));
    }

    private boolean isFraction() {
        return text.charAt(at) == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
    }

    private void quoted(char quote, String prefix) {
        String three = String.valueOf(quote).repeat(3);
        boolean isLong = language == CodeLanguage.PYTHON && text.startsWith(three, at);
        Kind kind = quote == '`' && language.runsBackquotes() ? Kind.COMMAND : Kind.STRING;
        String mode = prefix;
        if (language != CodeLanguage.PYTHON) mode = quote == '\'' ? "q" : "i";
        if (language == CodeLanguage.JAVASCRIPT) mode = quote == '`' ? "i" : "";
        string(kind, isLong ? three : String.valueOf(quote), at + (isLong ? 3 : 1), mode);
    }

    private void string(Kind kind, String end, int from, String mode) {
        StringReader reader = new StringReader(text, from, end, mode, language);
        if (!reader.read()) isBroken = true;
        at = reader.end();
        inner.addAll(reader.inner());
        parts.add(CodePart.string(kind, reader.word()));
    }

    /** Ruby's own quotes: {@code %x(rm x)}, {@code %w[a b]}. */
    private boolean rubyQuote() {
        int open = at + 1;
        String kind = "";
        if (open < text.length() && "xwWqQiIrs".indexOf(text.charAt(open)) >= 0) kind = text.substring(open, ++open);
        if (open >= text.length() || "([{<|!/".indexOf(text.charAt(open)) < 0) return false;
        string(
                kind.equals("x") ? Kind.COMMAND : Kind.STRING,
                close(text.charAt(open)),
                open + 1,
                kind.equals("q") || kind.equals("w") ? "q" : "i");
        return true;
    }

    /** Perl's own quotes: {@code qx{rm x}}, {@code s/a/b/e}. */
    private void quoteLike(String name) {
        int start = at;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) start++;
        char open = start < text.length() ? text.charAt(start) : ' ';
        boolean isQuote = !Character.isLetterOrDigit(open)
                && !Character.isWhitespace(open)
                && ",;)=_".indexOf(open) < 0
                && !(open == '#' && start > at);
        if (!isQuote
                || previous().is("{") && text.startsWith("}", start)
                || previous().is(".")) {
            parts.add(CodePart.of(Kind.NAME, name));
            return;
        }
        String close = close(open);
        Kind kind = name.equals("qx") ? Kind.COMMAND : Kind.STRING;
        string(kind, close, start + 1, name.equals("q") || name.equals("qw") ? "q" : "i");
        if (!name.matches("s|tr|y")) {
            skipFlags();
            return;
        }
        int pattern = at;
        if (open != close.charAt(0)) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
            at++;
        }
        StringReader reader = new StringReader(
                text,
                Math.min(at, text.length()),
                open == close.charAt(0) ? close : close(text.charAt(Math.max(pattern, at - 1))),
                "q",
                language);
        if (!reader.read()) isBroken = true;
        at = reader.end();
        String flags = skipFlags();
        if (name.equals("s") && flags.contains("e")) inner.add(reader.word().shown());
        if (flags.contains("ee")) parts.add(CodePart.of(Kind.NAME, "eval"));
    }

    private static String close(char open) {
        int index = "([{<".indexOf(open);
        return index < 0 ? String.valueOf(open) : String.valueOf(")]}>".charAt(index));
    }

    private String skipFlags() {
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) at++;
        return text.substring(start, at);
    }

    private void pattern() {
        StringReader reader = new StringReader(text, at + 1, "/", "p", language);
        if (!reader.read()) {
            symbol();
            return;
        }
        at = reader.end();
        skipFlags();
        parts.add(CodePart.of(Kind.NUMBER, "0"));
    }

    private CodePart previous() {
        for (int i = parts.size() - 1; i >= 0; i--) if (parts.get(i).kind() != Kind.NEWLINE) return parts.get(i);
        return CodePart.symbol(";");
    }

    private boolean isPatternHere() {
        CodePart last = previous();
        if (last.isName()) return CodeLanguage.BEFORE_PATTERN.contains(last.text());
        return last.kind() == Kind.SYMBOL && !last.text().matches("[)\\]}]");
    }

    private void symbol() {
        for (String joined : new String[] {"::", "->", "?.", "=>", "==", "!=", "=~", "<=", ">=", "&&", "||", "..."}) {
            if (!text.startsWith(joined, at)) continue;
            boolean isMember = joined.matches("::|->|\\?\\.");
            parts.add(CodePart.symbol(isMember ? "." : joined));
            at += joined.length();
            return;
        }
        if (text.charAt(at) != '\\') parts.add(CodePart.symbol(String.valueOf(text.charAt(at))));
        at++;
    }

    private void skipTo(String end, int from) {
        int found = text.indexOf(end, at + from);
        if (found < 0) isBroken = true;
        at = found < 0 ? text.length() : found + end.length();
    }
}
