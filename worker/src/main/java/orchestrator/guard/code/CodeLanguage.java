package orchestrator.guard.code;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A language that interpreters read, as far as its strings and comments are concerned. */
public enum CodeLanguage {
    PYTHON("#", "\"'", false),
    JAVASCRIPT("//", "\"'`", true),
    PERL("#", "\"'`", true),
    RUBY("#", "\"'`", true),
    PHP("#//", "\"'`", false),
    LUA("--", "\"'", false);

    private static final Pattern HIDDEN_SCRIPT = Pattern.compile(
            "\\bmainModule\\b|\\b(globalThis|process|global|window)\\s*\\[|\\bReflect\\.(get|apply)\\b|\\[\\s*['\"`]constructor");
    private static final Pattern HIDDEN_PERL = Pattern.compile(
            "\\b(system|exec|eval|unlink|do)\\s*\\$|['\"]\\s*->\\s*\\(|\\(\\?\\??\\{|&\\s*\\$\\w|&\\s*\\{|\\bunlink\\s*(;|\\}|$|for\\b)|->\\s*\\$\\w+\\s*\\(");

    private static final Pattern HIDDEN_PHP = Pattern.compile(
            "\\b(include|require)(_once)?\\s*\\(?\\s*([\"'](/|\\.\\.|~|\\w+:)|\\$)|[\"']\\s*\\)\\s*\\(");
    private static final Pattern HIDDEN_RUBY = Pattern.compile("\\brequire\\s*\\(?\\s*[\"'](/|~|\\.\\./)");
    private static final Pattern HIDDEN_LUA = Pattern.compile("\\b(_G|_ENV|package\\s*\\.\\s*loaded)\\s*[.\\[]");

    private final String comments;
    private final String quotes;
    private final boolean hasPatterns;

    CodeLanguage(String comments, String quotes, boolean hasPatterns) {
        this.comments = comments;
        this.quotes = quotes;
        this.hasPatterns = hasPatterns;
    }

    /** The language of an interpreter such as {@code python3.11}. */
    public static Optional<CodeLanguage> of(String program) {
        String name = program.replaceAll("[0-9.]+$", "").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "python", "pypy", "ipython" -> Optional.of(PYTHON);
            case "node", "nodejs", "deno", "bun", "tsx", "ts-node" -> Optional.of(JAVASCRIPT);
            case "perl" -> Optional.of(PERL);
            case "ruby", "irb", "jruby" -> Optional.of(RUBY);
            case "php" -> Optional.of(PHP);
            case "lua", "luajit", "texlua" -> Optional.of(LUA);
            default -> Optional.empty();
        };
    }

    boolean startsComment(String text, int at) {
        if (this == PERL && at > 0 && text.charAt(at - 1) == '$') return false;
        return comments.contains("#") && text.charAt(at) == '#'
                || comments.contains("//") && text.startsWith("//", at)
                || this == LUA && text.startsWith("--", at);
    }

    boolean isQuote(char letter) {
        return quotes.indexOf(letter) >= 0;
    }

    boolean hasPatterns() {
        return hasPatterns;
    }

    /** True if a text in backquotes is a command. */
    boolean runsBackquotes() {
        return this == PERL || this == RUBY || this == PHP;
    }

    /** True if a call needs no parentheses. */
    boolean callsWithoutParentheses() {
        return this == PERL || this == RUBY || this == LUA;
    }

    /** True if it calls something by a name that is computed, or that stands nowhere in the text. */
    boolean hides(String text) {
        return switch (this) {
            case JAVASCRIPT -> HIDDEN_SCRIPT.matcher(text).find();
            case PERL -> HIDDEN_PERL.matcher(text).find();
            case PHP -> HIDDEN_PHP.matcher(text).find();
            case RUBY -> HIDDEN_RUBY.matcher(text).find();
            case LUA -> HIDDEN_LUA.matcher(text).find();
            default -> false;
        };
    }

    /** True if its options {@code -n} and {@code -p} go through the lines of files. */
    public boolean readsOperands() {
        return this == PERL || this == RUBY;
    }

    boolean hasSigils() {
        return this == PERL || this == PHP || this == RUBY;
    }

    /** Words that are no operand, so that a slash behind them begins a pattern. */
    static final Set<String> BEFORE_PATTERN = Set.of(
            "return", "if", "unless", "and", "or", "not", "split", "grep", "when", "while", "until", "case", "typeof",
            "in", "of", "puts", "print", "exec", "system", "spawn", "eval");
}
