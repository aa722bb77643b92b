package orchestrator.repair.weakening;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds added lines that give a new meaning to a name which existing tests use. */
final class Redefinitions {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*");
    private static final Pattern CALLED = Pattern.compile("([A-Za-z_$][\\w$]*)\\s*[(!]");
    private static final Pattern DEFINED = Pattern.compile(
            "(?:\\b(?:def|class|function|func|fn|sub|macro_rules!|interface|enum|record|struct|trait|module)\\s+\\*?)([A-Za-z_$][\\w$]*)");
    /** A method in Java and similar languages: a type, a name, parameters, and a body. */
    private static final Pattern METHOD =
            Pattern.compile("^\\s*(?:[\\w.<>\\[\\],@]+\\s+)+([A-Za-z_]\\w*)\\s*\\([^;]*\\{\\s*}?\\s*$");

    private static final Pattern ASSIGNED = Pattern.compile(
            "^(\\s*)(?:export\\s+)?(const|let|var|my|local|auto|val)?\\s*([\\w$.]+|[\\[{][^=]*[\\]}])\\s*(?::[^=]+)?=(?![=>~])");
    private static final Pattern IMPORTED =
            Pattern.compile("^\\s*(?:import|from|use|using|#include|require|require_relative)\\b(.*)$");
    private static final Set<String> OF_IMPORTS = Set.of(
            "import", "from", "as", "static", "use", "using", "include", "require", "self", "crate", "super", "type");

    private final Set<String> used;
    private final Set<String> called;

    private Redefinitions(Set<String> used, Set<String> called) {
        this.used = used;
        this.called = called;
    }

    static Redefinitions of(List<String> before) {
        Set<String> used = new HashSet<>();
        Set<String> called = new HashSet<>();
        for (String line : before) {
            Matcher word = WORD.matcher(line);
            while (word.find()) used.add(word.group());
            Matcher call = CALLED.matcher(line);
            while (call.find()) called.add(call.group(1));
            Matcher defined = DEFINED.matcher(line);
            while (defined.find()) called.add(defined.group(1));
        }
        return new Redefinitions(used, called);
    }

    /** The name that an added line redefines; empty if none that was used before. */
    Optional<String> in(String line) {
        return definition(line).or(() -> assignment(line)).or(() -> imports(line));
    }

    private Optional<String> definition(String line) {
        Matcher defined = DEFINED.matcher(line);
        while (defined.find()) {
            if (used.contains(defined.group(1))) return Optional.of(defined.group(1));
        }
        Matcher method = METHOD.matcher(line);
        if (!method.find()) return Optional.empty();
        return Optional.of(method.group(1)).filter(called::contains);
    }

    /** A local variable of a new test may have a name that others use too, unless they call it. */
    private Optional<String> assignment(String line) {
        Matcher assigned = ASSIGNED.matcher(line);
        if (!assigned.find()) return Optional.empty();
        boolean isLocal = !assigned.group(1).isEmpty();
        for (String target : words(assigned.group(3))) {
            if (called.contains(target)) return Optional.of(target);
            if (!isLocal && used.contains(target)) return Optional.of(target);
        }
        return Optional.empty();
    }

    private Optional<String> imports(String line) {
        Matcher imported = IMPORTED.matcher(line);
        if (!imported.find()) return Optional.empty();
        return words(imported.group(1)).stream()
                .filter(word -> !OF_IMPORTS.contains(word))
                .filter(called::contains)
                .findFirst();
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(found -> found.group()).collect(Collectors.toList());
    }
}
