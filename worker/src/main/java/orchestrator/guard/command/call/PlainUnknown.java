package orchestrator.guard.command.call;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.guard.shell.Word;

/** Unknown parts of words of which something is known all the same: a date holds no {@code ..}. */
final class PlainUnknown {
    private static final Pattern NAME = Pattern.compile("\\$\\$|\\$\\{?(RANDOM|BASHPID|SECONDS|LINENO|PPID|UID|EUID)}?"
            + "|\\$\\(\\(.*\\)\\)|\\$\\(seq [^;|&`$<>]*\\)"
            + "|[$`]\\(?(date|uname|nproc|whoami|id|arch|git rev-parse (--short|HEAD|--abbrev-ref)|git describe"
            + "|git branch --show-current|node -v|hostname)\\b(?!.*\\.\\.)[^;|&`$<>()]*[)`]");
    private static final Pattern TEMPORARY =
            Pattern.compile("\\$\\(\\s*mktemp((?!\\s(-p|--tmpdir=|--suffix))\\s+(-[a-z]+|[A-Za-z0-9._-]+))*\\s*\\)");

    /** Commands that print names of files below a directory, without anything else in them. */
    private static final Pattern LISTING = Pattern.compile(
            "\\$\\(\\s*(?:(git (?:ls-files|diff --name-only)|rg -l|grep -[a-zA-Z]*l[a-zA-Z]*|find)\\s?)([^;|&`$<>()]*)\\)");

    private PlainUnknown() {}

    /** The directory below which all files lie that it names, if that can be told. */
    static Optional<String> listedBelow(Word.Unknown piece) {
        Matcher listing = LISTING.matcher(piece.source());
        if (!listing.matches()) return Optional.empty();
        String rest = listing.group(2).strip();
        if (listing.group(1).equals("find"))
            return rest.matches("[^-\\s]\\S*\\s+.*-i?name .*")
                            && !rest.matches(".* (-exec|-delete|-fprint|!|-not|-o)\\b.*|.*(config|hooks).*")
                    ? Optional.of(rest.split("\\s+")[0])
                    : Optional.empty();
        if (listing.group(1).startsWith("git")) return Optional.of(".");
        String last = rest.substring(rest.lastIndexOf(' ') + 1);
        boolean namesPlace = rest.indexOf(' ') > 0 && last.matches("[A-Za-z0-9_./~-]+") && !last.startsWith("-");
        return namesPlace
                ? Optional.of(last)
                : Optional.of(".").filter(here -> listing.group(1).startsWith("rg"));
    }

    /** True if it is one name or number, without {@code /} that leads elsewhere. */
    static boolean isName(Word.Unknown piece) {
        return NAME.matcher(piece.source()).matches();
    }

    /** True if it is a new file in the directory for temporary files. */
    static boolean isTemporary(Word.Unknown piece) {
        return TEMPORARY.matcher(piece.source()).matches();
    }
}
