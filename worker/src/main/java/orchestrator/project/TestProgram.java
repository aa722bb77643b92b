package orchestrator.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program that a test command starts first, if it is plain to see.
 *
 * @param name as it stands in the command
 */
record TestProgram(String name) {
    /** A word after any assignments; words with characters of the shell are left to the shell. */
    private static final Pattern FIRST_WORD = Pattern.compile(
            "^\\s*(?:[A-Za-z_][A-Za-z0-9_]*=[^\\s'\"`$();|&<>\\\\]*\\s+)*([A-Za-z0-9_./+-]+)(?=[\\s;|&]|$)");

    /** These are no files, or change what the words after them mean. */
    private static final Pattern OF_THE_SHELL = Pattern.compile(
            "if|for|while|until|case|cd|set|export|exec|eval|test|true|"
                    + "false|unset|umask|ulimit|time|command|exit|return|trap|source|\\.|alias|wait|printf|echo|function|pushd");

    /** Empty if the shell decides what runs first. */
    static Optional<TestProgram> of(String command) {
        Matcher first = FIRST_WORD.matcher(command);
        boolean isPlain = first.find() && !OF_THE_SHELL.matcher(first.group(1)).matches();
        return isPlain ? Optional.of(new TestProgram(first.group(1))) : Optional.empty();
    }

    /** @param searchPath of the tests */
    boolean isIn(Path directory, String searchPath) {
        if (name.contains("/")) return Files.isExecutable(directory.resolve(name));
        return Arrays.stream(searchPath.split(":"))
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place).resolve(name))
                .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }
}
