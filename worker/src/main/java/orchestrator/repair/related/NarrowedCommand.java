package orchestrator.repair.related;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orchestrator.text.Text;

/** Makes a test command run only some tests, if it is a runner that we know and nothing but that. */
public final class NarrowedCommand {
    /** Whatever a shell would treat in another way than as words. */
    private static final Pattern MORE_THAN_WORDS = Pattern.compile("[;&|<>()$`\\\\\"'*?\\[\\]{}~#!\\n]");

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_]\\w*=\\S*");
    private static final Pattern PYTHON = Pattern.compile("(.*/)?python[0-9.]*");
    private static final Set<String> WRAPPERS = Set.of("uv", "poetry", "pipenv", "pdm", "hatch", "rye");
    private static final Set<String> MANAGERS = Set.of("npm", "yarn", "pnpm", "bun");

    private final Set<String> names;
    private final Function<String, String> text;

    private NarrowedCommand(Set<String> names, Function<String, String> text) {
        this.names = names;
        this.text = text;
    }

    /**
     * The command for these tests; empty if it cannot be narrowed.
     *
     * @param names all files of the project
     * @param text of one of them; empty if there is none
     */
    public static Optional<String> of(
            String command, List<String> tests, Set<String> names, Function<String, String> text) {
        if (tests.isEmpty() || MORE_THAN_WORDS.matcher(command).find()) return Optional.empty();
        return new NarrowedCommand(names, text)
                .narrow(new ArrayList<>(List.of(command.strip().split("\\s+"))), tests);
    }

    private Optional<String> narrow(List<String> words, List<String> tests) {
        List<String> before = new ArrayList<>();
        while (!words.isEmpty() && VARIABLE.matcher(words.get(0)).matches()) before.add(words.remove(0));
        if (words.isEmpty()) return Optional.empty();
        return runner(words, tests).map(narrowed -> join(before, narrowed));
    }

    private Optional<List<String>> runner(List<String> words, List<String> tests) {
        String first = words.get(0);
        String program = first.substring(first.lastIndexOf('/') + 1);
        if (WRAPPERS.contains(program) && words.size() > 2 && words.get(1).equals("run"))
            return runner(words.subList(2, words.size()), tests).map(rest -> joined(words.subList(0, 2), rest));
        if (program.equals("npx") || program.equals("bundle")) return wrapped(words, tests);
        if (PYTHON.matcher(first).matches()) return python(words, tests);
        if (MANAGERS.contains(program)) return script(words, tests);
        return switch (program) {
            case "pytest", "py.test" -> Optional.of(files(words, 1, of(tests, ".py")));
            case "mvn", "mvnw" -> JavaBuilds.maven(words, tests);
            case "gradle", "gradlew" -> JavaBuilds.gradle(words, tests, names);
            case "sh" -> buildWrapper(words, tests);
            case "node", "deno" -> node(words, tests);
            case "jest", "vitest", "mocha", "ava", "tap", "rspec" -> Optional.of(files(words, 1, tests));
            case "go" -> go(words, tests);
            case "cargo" -> cargo(words, tests);
            case "phpunit" -> tests.size() == 1 ? Optional.of(files(words, 1, tests)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<List<String>> buildWrapper(List<String> words, List<String> tests) {
        if (words.size() < 2 || !words.get(1).matches("(\\./)?(mvnw|gradlew)")) return Optional.empty();
        return runner(words.subList(1, words.size()), tests).map(rest -> joined(words.subList(0, 1), rest));
    }

    /** Such as {@code npx --no-install jest}. */
    private Optional<List<String>> wrapped(List<String> words, List<String> tests) {
        int at = 1;
        while (at < words.size()
                && (words.get(at).startsWith("-") || words.get(at).equals("exec"))) at++;
        if (at >= words.size()) return Optional.empty();
        List<String> wrapper = words.subList(0, at);
        return runner(words.subList(at, words.size()), tests).map(rest -> joined(wrapper, rest));
    }

    private Optional<List<String>> python(List<String> words, List<String> tests) {
        List<String> own = of(tests, ".py");
        if (words.size() < 3 || !words.get(1).equals("-m") || own.isEmpty()) return Optional.empty();
        if (words.get(2).equals("pytest")) return Optional.of(files(words, 3, own));
        if (!words.get(2).equals("unittest")) return Optional.empty();
        if (words.size() == 3 || !words.get(3).equals("discover")) return Optional.of(files(words, 3, own));
        boolean hasPattern = words.stream().anyMatch(word -> word.matches("-p.*|--pattern.*"));
        if (hasPattern || own.size() > 1) return Optional.empty();
        String file = own.get(0);
        return Optional.of(joined(words, List.of("-p", file.substring(file.lastIndexOf('/') + 1))));
    }

    private Optional<List<String>> node(List<String> words, List<String> tests) {
        return words.size() > 1 && words.get(1).matches("--test|test")
                ? Optional.of(files(words, 2, tests))
                : Optional.empty();
    }

    private Optional<List<String>> script(List<String> words, List<String> tests) {
        return PackageScript.of(words, text.apply("package.json"))
                .flatMap(script -> script.narrow(tests, this::isPath));
    }

    private static Optional<List<String>> go(List<String> words, List<String> tests) {
        int all = words.indexOf("./...");
        if (all < 0 || !words.contains("test")) return Optional.empty();
        List<String> packages =
                tests.stream().map(test -> test.equals(".") ? "." : "./" + test).toList();
        return Optional.of(joined(joined(words.subList(0, all), packages), words.subList(all + 1, words.size())));
    }

    private static Optional<List<String>> cargo(List<String> words, List<String> tests) {
        if (words.size() < 2 || !words.get(1).equals("test") || words.contains("--")) return Optional.empty();
        List<String> options = new ArrayList<>();
        for (String test : tests) {
            if (!test.matches("tests/[^/]+\\.rs")) return Optional.empty();
            options.addAll(List.of("--test", test.substring("tests/".length(), test.length() - ".rs".length())));
        }
        return Optional.of(joined(words, options));
    }

    /** The files of the tests in place of those files and directories that the command names. */
    private List<String> files(List<String> words, int options, List<String> tests) {
        List<String> kept = new ArrayList<>(words.subList(0, options));
        words.subList(options, words.size()).stream()
                .filter(word -> !isPath(word))
                .forEach(kept::add);
        kept.addAll(tests);
        return kept;
    }

    private boolean isPath(String word) {
        if (word.startsWith("-")) return false;
        String plain = word.replaceFirst("^\\./", "").replaceFirst("/$", "");
        return plain.isEmpty()
                || plain.equals(".")
                || names.contains(plain)
                || names.stream().anyMatch(name -> name.startsWith(plain + "/"));
    }

    private static List<String> of(List<String> tests, String extension) {
        List<String> own =
                tests.stream().filter(test -> test.endsWith(extension)).toList();
        // A directory that the user's rule names has no extension.
        return own.isEmpty()
                ? tests.stream().filter(test -> !test.contains(".")).toList()
                : own;
    }

    static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static String join(List<String> before, List<String> words) {
        String command = words.stream().map(Text::shellWord).collect(Collectors.joining(" "));
        return before.isEmpty() ? command : String.join(" ", before) + " " + command;
    }
}
