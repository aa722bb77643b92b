package orchestrator.repair.related;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import orchestrator.json.Json;

/**
 * A test script of package.json that is nothing but a runner we know.
 *
 * @param caller words that run it, such as {@code npm test}
 * @param script its words
 * @param isAlone true if no other script runs before or after it
 */
record PackageScript(List<String> caller, List<String> script, boolean isAlone) {
    private static final Set<String> RUNNERS = Set.of("jest", "vitest", "mocha", "ava", "tap", "react-scripts");
    private static final Pattern MORE_THAN_WORDS = Pattern.compile("[;&|<>()$`\\\\]");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_]\\w*=\\S*|cross-env");
    private static final Pattern GLOB = Pattern.compile(".*[*?{\\[].*");

    /** Empty if the command runs no such script. */
    static Optional<PackageScript> of(List<String> words, String json) {
        boolean runs = words.size() > 2 && words.get(1).equals("run");
        int name = runs ? 2 : 1;
        if (words.size() != name + 1) return Optional.empty();
        String script = words.get(name).equals("t") ? "test" : words.get(name);
        if (!runs && !script.equals("test")) return Optional.empty();
        try {
            JsonNode scripts =
                    Json.MAPPER.readTree(json.isBlank() ? "{}" : json).path("scripts");
            String text = scripts.path(script).asText("");
            if (text.isBlank() || MORE_THAN_WORDS.matcher(text).find()) return Optional.empty();
            boolean isAlone = !scripts.has("pre" + script) && !scripts.has("post" + script);
            return Optional.of(new PackageScript(words, List.of(text.strip().split("\\s+")), isAlone));
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    /** @param isPath true for a word that is a file or a directory of the project */
    Optional<List<String>> narrow(List<String> tests, Predicate<String> isPath) {
        int at = 0;
        while (at < script.size() && VARIABLE.matcher(script.get(at)).matches()) at++;
        if (at >= script.size()) return Optional.empty();
        boolean isNode = script.get(at).equals("node") && script.contains("--test");
        if (!isNode && !RUNNERS.contains(script.get(at))) return Optional.empty();
        List<String> rest = script.subList(at + 1, script.size());
        boolean namesFiles = rest.stream().anyMatch(word -> isFile(word, isPath));
        if (!namesFiles) return Optional.of(withArguments(tests));
        // Further files would be added to those that it names.
        return isNode && isAlone && at == 0 ? Optional.of(direct(rest, tests, isPath)) : Optional.empty();
    }

    private static boolean isFile(String word, Predicate<String> isPath) {
        String plain = word.replaceAll("^['\"]|['\"]$", "");
        return !plain.startsWith("-") && (GLOB.matcher(plain).matches() || isPath.test(plain));
    }

    private List<String> withArguments(List<String> tests) {
        boolean separates = caller.get(0).equals("npm") || caller.get(0).equals("pnpm");
        List<String> words = new ArrayList<>(caller);
        if (separates) words.add("--");
        words.addAll(tests);
        return words;
    }

    private static List<String> direct(List<String> options, List<String> tests, Predicate<String> isPath) {
        List<String> words = new ArrayList<>(List.of("node"));
        options.stream().filter(word -> !isFile(word, isPath)).forEach(words::add);
        words.addAll(tests);
        return words;
    }
}
