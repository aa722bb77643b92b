package orchestrator.guard.command;

import java.util.List;
import java.util.Set;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.GuardVerdict;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** For runs that only read, such as reviews: what certainly writes nothing and runs nothing else. */
final class ReadOnlyRules {
    private static final Set<String> READING = Set.of(
            "cat",
            "head",
            "tail",
            "wc",
            "ls",
            "grep",
            "egrep",
            "fgrep",
            "zgrep",
            "rg",
            "ag",
            "stat",
            "file",
            "du",
            "df",
            "pwd",
            "echo",
            "printf",
            "true",
            "false",
            "test",
            "[",
            "[[",
            ":",
            "basename",
            "dirname",
            "realpath",
            "readlink",
            "which",
            "type",
            "whoami",
            "id",
            "uname",
            "date",
            "printenv",
            "nproc",
            "cut",
            "tr",
            "paste",
            "column",
            "comm",
            "diff",
            "cmp",
            "nl",
            "tac",
            "rev",
            "fold",
            "fmt",
            "expand",
            "seq",
            "sleep",
            "md5sum",
            "sha1sum",
            "sha256sum",
            "sha512sum",
            "cksum",
            "base64",
            "od",
            "hexdump",
            "strings",
            "jq",
            "sort",
            "uniq",
            "cd",
            "help",
            "read",
            "export",
            "set",
            "unset",
            "local",
            "declare",
            "typeset",
            "readonly",
            "exit",
            "return",
            "shift",
            "break",
            "continue",
            "wait",
            "jobs",
            "let",
            "mapfile",
            "shopt",
            "ps",
            "free",
            "lsof",
            "pgrep",
            "uptime",
            "getconf",
            "locale",
            "zcat",
            "join",
            "tsort",
            "look",
            "cal",
            "bc",
            "factor",
            "numfmt",
            "less",
            "more",
            "groups",
            "logname",
            "tty",
            "hash",
            "ulimit",
            "umask",
            "times",
            "getopts",
            "popd",
            "pushd",
            "dirs",
            "bat",
            "batcat",
            "cloc",
            "tokei",
            "scc");
    /** They are judged again by what they run. */
    private static final Set<String> RUNNING = Set.of(
            "sh", "bash", "dash", "zsh", "env", "xargs", "find", "timeout", "nice", "time", "stdbuf", "command",
            "builtin", "awk", "gawk", "mawk", "sed", "git", "fd", "fdfind", "xxd", "tree", "yq");

    private static final Set<String> GIT = Set.of(
            "log",
            "diff",
            "show",
            "status",
            "blame",
            "ls-files",
            "ls-tree",
            "rev-parse",
            "rev-list",
            "describe",
            "shortlog",
            "grep",
            "cat-file",
            "merge-base",
            "for-each-ref",
            "name-rev",
            "whatchanged",
            "check-ignore",
            "diff-tree",
            "diff-index",
            "show-ref",
            "annotate",
            "version",
            "help",
            "count-objects",
            "range-diff",
            "cherry",
            "show-branch",
            "check-attr",
            "var",
            "");
    private static final Set<String> VERSIONED = Set.of(
            "python", "python3", "node", "npm", "java", "javac", "mvn", "gradle", "go", "cargo", "rustc", "gcc",
            "clang", "ruby", "php", "perl", "make", "cmake", "docker", "git", "tsc", "pytest", "yarn", "pnpm", "deno",
            "bun");
    private static final OptionTable POSIX = OptionTable.of("+C:c:", "git-dir= work-tree= no-pager");

    private ReadOnlyRules() {}

    /** What is only asked about elsewhere is refused here. */
    static GuardDecision strict(Call call, GuardDecision found) {
        GuardDecision strict =
                found.verdict() == GuardVerdict.ASK ? GuardDecision.deny(found.rule(), found.reason()) : found;
        if (isReading(call)) return strict;
        return GuardDecision.deny(
                        "read-only",
                        "This run only reads, and " + call.program()
                                + " may do more. Look with cat, grep, find or git instead.")
                .or(strict);
    }

    private static boolean isReading(Call call) {
        String program = call.program();
        List<Word> words = call.words();
        boolean asksVersion = words.size() == 1 && words.get(0).shown().matches("--?version|-V|version");
        String typed = call.invocation().words().get(0).shown();
        if (typed.contains("/") && !typed.matches("(/usr)?(/local)?/s?bin/[^/]+")) return false;
        if (VERSIONED.contains(program) && asksVersion) return true;
        return switch (program) {
            case "git" -> isReadingGit(POSIX.read(words));
            case "sed" -> words.stream().noneMatch(word -> word.prefix().matches("-[a-zA-Z]*i.*|--in-place.*"));
            case "xxd" ->
                words.stream().filter(word -> !word.prefix().startsWith("-")).count() < 2;
            case "tree" -> words.stream().noneMatch(word -> word.prefix().matches("-o.*"));
            case "yq" -> words.stream().noneMatch(word -> word.prefix().matches("-[a-zA-Z]*i.*|--inplace.*"));
            case "sh", "bash", "dash", "zsh" ->
                words.stream().limit(3).anyMatch(word -> word.shown().matches("-[a-z]*c"));
            default -> READING.contains(program) || RUNNING.contains(program);
        };
    }

    private static boolean isReadingGit(Arguments arguments) {
        String name = arguments.operand(0);
        List<Word> rest = arguments.operandsFrom(1);
        String action = rest.isEmpty() ? "" : rest.get(0).literal().orElse("?");
        boolean runs = arguments.has("c")
                || rest.stream()
                        .anyMatch(word -> word.prefix()
                                .matches("--ext-diff|--textconv|--output.*|-O.*|--open-files.*|--filters"));
        if (runs) return false;
        return switch (name) {
            case "branch" ->
                rest.stream()
                        .allMatch(
                                word -> word.prefix()
                                        .matches(
                                                "-[avrlv]+|--list|--all|--show-current|--contains|--merged|--no-merged|--remotes|--format.*|--sort.*"));
            case "tag" -> rest.isEmpty() || action.matches("-l|--list|-n.*");
            case "remote" -> rest.isEmpty() || action.matches("-v|show|get-url");
            case "stash" -> action.matches("list|show");
            case "worktree" -> action.equals("list");
            case "reflog" -> rest.isEmpty() || action.matches("show|-.*|exists");
            case "config" -> action.matches("--get|--list|-l|--get-all|--get-regexp|get|list");
            case "submodule" -> rest.isEmpty() || action.equals("status");
            default -> GIT.contains(name);
        };
    }
}
