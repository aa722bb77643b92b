package orchestrator.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.json.Json;

/**
 * The files of a project that make up its check: the scripts that the command runs, those that they run, and the
 * tests.
 */
public final class CheckFiles {
    static final String PACKAGE = "package.json";
    public static final long BYTES_MAX = 1_000_000;
    private static final int FILES_MAX = 100;

    /** Files that a command reads without naming them, if they alone decide what is run. */
    private static final Map<Pattern, List<String>> UNNAMED = Map.of(
            Pattern.compile("\\b(g?make)\\b"), List.of("GNUmakefile", "makefile", "Makefile"),
            Pattern.compile("\\b(npm|npx|yarn|pnpm|bun)\\b"), List.of(PACKAGE),
            Pattern.compile("\\bjust\\b"), List.of("justfile", "Justfile"),
            Pattern.compile("\\brake\\b"), List.of("Rakefile"),
            Pattern.compile("\\btox\\b"), List.of("tox.ini"));

    private static final Pattern SEPARATOR = Pattern.compile("[\\s\"'`();|&<>=,{}\\[\\]@]+");
    private static final Pattern LIKE_A_CHECK = Pattern.compile("(?i).*(test|check|spec|verif|valid|lint|\\bci\\b).*");
    private static final Pattern TEST = Pattern.compile(
            "(?i)(.*/)?((tests?|specs?|__tests__)/.+"
                    + "|test_[^/]*|[^/]*[_.-](test|tests|spec)\\.[^/]+|[^/]*_test|[^/]*Tests?\\.(java|kt|kts|groovy|scala|cs|swift))");
    private static final Set<String> DATA = Set.of("md", "txt", "json", "csv", "yaml", "yml", "xml", "html", "lock");

    private CheckFiles() {}

    static boolean isTest(String name) {
        return TEST.matcher(name).matches();
    }

    /**
     * @param names all files of the project
     * @param text of one of them
     */
    public static Set<String> scripts(String command, Set<String> names, Function<String, Optional<String>> text) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> toRead = new ArrayDeque<>();
        Stream<String> unnamed = UNNAMED.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(command).find())
                .flatMap(entry -> entry.getValue().stream());
        Stream.concat(named(command, ""), unnamed)
                .filter(names::contains)
                .filter(name -> !isData(name) || name.equals(PACKAGE))
                .forEach(name -> add(name, found, toRead));
        while (!toRead.isEmpty() && found.size() < FILES_MAX) {
            String name = toRead.poll();
            String folder = name.contains("/") ? name.substring(0, name.lastIndexOf('/') + 1) : "";
            String script = text.apply(name)
                    .map(all -> name.equals(PACKAGE) ? scriptsIn(all) : all)
                    .orElse("");
            Stream.concat(named(script, ""), named(script, folder))
                    .filter(names::contains)
                    // A script also names its input, which is the work itself.
                    .filter(other -> LIKE_A_CHECK.matcher(other).matches() && !isData(other))
                    .forEach(other -> add(other, found, toRead));
        }
        return found;
    }

    private static void add(String name, Set<String> found, Deque<String> toRead) {
        if (found.add(name)) toRead.add(name);
    }

    private static Stream<String> named(String script, String folder) {
        return SEPARATOR
                .splitAsStream(script)
                .map(word -> word.startsWith("./") ? word.substring(2) : word)
                .filter(word -> !word.isEmpty())
                .map(word -> folder + word);
    }

    private static boolean isData(String name) {
        return DATA.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    static String scriptsIn(String json) {
        try {
            return Json.MAPPER.readTree(json).path("scripts").toString();
        } catch (JsonProcessingException broken) {
            return json;
        }
    }

    /** Merges package.json: the newer file, whose dependencies are needed, with the earlier scripts. */
    static String withScriptsOf(String earlier, String newer) {
        try {
            JsonNode merged = Json.MAPPER.readTree(newer);
            JsonNode scripts = Json.MAPPER.readTree(earlier).path("scripts");
            if (merged instanceof ObjectNode object) object.set("scripts", scripts);
            return merged.toPrettyString();
        } catch (JsonProcessingException broken) {
            return earlier;
        }
    }
}
