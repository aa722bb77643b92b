package orchestrator.agent.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.Transcript;
import orchestrator.launch.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Recognises by a program's own last words why it could not work. Stderr is searched only if neither a model nor a tool
 * has said anything, because otherwise their words may stand there too.
 */
final class Symptoms {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;

    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    /** In the order of search: the more special first. */
    private static final Map<Cause, Pattern> WORDS = words();

    /** Refusals of a program to touch a file outside its directories, which it reports as an error of its own tool. */
    private static final Pattern OUTSIDE =
            Pattern.compile("^(?:Path not in workspace|.{0,80}Path must be within(?: the)? workspace)", FLAGS);

    private Symptoms() {}

    /** Null if nothing is recognised. */
    static @Nullable Cause of(Transcript transcript, LaunchExit exit) {
        if (exit.byUs() || exit.isKilled()) return null;
        if (OUTSIDE.matcher(transcript.memory().lastError()).find()) return Cause.OUTSIDE_WORKSPACE;
        boolean isSilent = transcript.steps() == 0
                && transcript.lastMessage().isEmpty()
                && transcript.tools().isEmpty();
        if (!isSilent) return null;
        Cause said = WORDS.entrySet().stream()
                .filter(words -> words.getValue().matcher(exit.stderrTail()).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        return said == null && transcript.lines() == 0 ? byCode(exit.code()) : said;
    }

    private static @Nullable Cause byCode(@Nullable Integer code) {
        if (code == null) return null;
        return switch (code) {
            case NOT_EXECUTABLE -> Cause.PERMISSION_DENIED;
            case NOT_FOUND -> Cause.PROGRAM_MISSING;
            default -> null;
        };
    }

    private static Map<Cause, Pattern> words() {
        Map<Cause, Pattern> words = new LinkedHashMap<>();
        addRefusals(words);
        addTroubles(words);
        return words;
    }

    /** The program refuses what it was told to do. */
    private static void addRefusals(Map<Cause, Pattern> words) {
        put(words, Cause.GIT_OWNERSHIP, "detected dubious ownership in repository");
        put(
                words,
                Cause.UNTRUSTED_DIRECTORY,
                "not (?:inside|running in) a trusted directory|not (?:inside |in )?a git repository");
        put(words, Cause.OUTSIDE_WORKSPACE, "path must be within(?: the)? workspace|path not in workspace");
        put(
                words,
                Cause.ROOT_REFUSED,
                "cannot be (?:used|run) with root/sudo privileges|(?:refus\\w+|not allowed) to run as root");
        put(
                words,
                Cause.CONVERSATION_IN_USE,
                "^(?:Error(?: starting session)?: )?Session ID \\S+ (?:is already in use|already exists)");
        put(
                words,
                Cause.CONVERSATION_LOST,
                "No conversation found with session ID|no rollout found for|^Error resuming session");
        put(
                words,
                Cause.PROMPT_TOO_LONG,
                "exceeds the maximum length of \\d+ characters|\\bE2BIG\\b|Argument list too long");
        put(
                words,
                Cause.PROMPT_NOT_READ,
                "Input must be provided either through stdin|No (?:input|prompt) provided via stdin");
    }

    /** The program lacks what it needs on this machine. */
    private static void addTroubles(Map<Cause, Pattern> words) {
        put(words, Cause.DISK_FULL, "\\bENOSPC\\b|No space left on device|Disk quota exceeded");
        put(
                words,
                Cause.HOME_IN_TEMPORARY_DIRECTORY,
                "^Error: .*Refusing to create helper binaries under temporary dir");
        put(
                words,
                Cause.HOME_NOT_WRITABLE,
                "(?:EACCES|EROFS|EPERM)[^\\n]{0,200}/\\.(?:claude|codex|gemini)\\b"
                        + "|failed to initialize[^\\n]{0,120}(?:Read-only file system|Permission denied)"
                        + "|(?:Read-only file system|Permission denied)[^\\n]{0,120}/\\.(?:claude|codex|gemini)\\b");
        put(
                words,
                Cause.NODE_TOO_OLD,
                "requires Node(?:\\.js)?(?: version)? |Unsupported engine|Node(?:\\.js)? version \\S+ is not supported"
                        + "|^SyntaxError: (?:Unexpected token|Invalid regular expression flags)");
        put(
                words,
                Cause.NO_TERMINAL,
                "stdin is not a (?:terminal|tty)|Raw mode is not supported|inappropriate ioctl for device"
                        + "|the input device is not a TTY|cannot change locale|unsupported locale|terminal is not fully functional");
        put(
                words,
                Cause.PROGRAM_MISSING,
                "^(?:env: |/usr/bin/env: )\\S*node\\S*: No such file|Cannot find module '[^']*(?:claude|codex|gemini)");
        put(
                words,
                Cause.PERMISSION_DENIED,
                "^(?!WARN)[^\\n]{0,200}(?:Permission denied|EACCES|Operation not permitted)");
    }

    private static void put(Map<Cause, Pattern> words, Cause cause, String pattern) {
        words.put(cause, Pattern.compile(pattern, FLAGS));
    }
}
