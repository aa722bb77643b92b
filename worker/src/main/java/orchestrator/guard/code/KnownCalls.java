package orchestrator.guard.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls of a language's own libraries that matter, from a table: action, and full name or {@code .method}. */
final class KnownCalls {
    private static final Map<CodeLanguage, KnownCalls> BY_LANGUAGE = read();
    private final Map<String, Effect> byName = new HashMap<>();
    private final Set<String> modules = new HashSet<>();

    /** @param argument which the action is about */
    record Effect(Action action, int argument) {}

    enum Action {
        READ,
        WRITE,
        DELETE,
        TREE,
        MOVE,
        COPY,
        OPEN,
        LINK,
        RUN,
        SCRIPT,
        EXEC,
        /** Writes the file that its argument {@code filename} or {@code dir} names. */
        NAMED,
        /** Runs its first argument if that is a text. */
        CODE,
        /** Runs or loads code that is not in the text. */
        DYNAMIC,
        /** Reaches what the guard does not see, such as sockets. */
        OPAQUE,
        /** Does nothing to files or processes, although its module can. */
        SAFE
    }

    static KnownCalls of(CodeLanguage language) {
        KnownCalls calls = BY_LANGUAGE.get(language);
        if (calls == null) throw new IllegalStateException("no calls of " + language);
        return calls;
    }

    /** The effect of a full name. */
    Optional<Effect> effect(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Effect> method(String name) {
        return Optional.ofNullable(byName.get("." + name));
    }

    /** True if calls of this module are listed, so that it must not be passed around. */
    boolean isModule(String name) {
        return modules.contains(name);
    }

    private static Map<CodeLanguage, KnownCalls> read() {
        Map<CodeLanguage, KnownCalls> all = new EnumMap<>(CodeLanguage.class);
        for (CodeLanguage language : CodeLanguage.values()) {
            KnownCalls calls = new KnownCalls();
            text(language)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(calls::add);
            all.put(language, calls);
        }
        return all;
    }

    /** Such as {@code write:1 os.symlink os.link}. */
    private void add(String line) {
        String[] words = line.split("\\s+");
        if (words[0].equals("module")) {
            for (int i = 1; i < words.length; i++) modules.add(words[i]);
            return;
        }
        String[] action = words[0].split(":");
        Effect effect = new Effect(
                Action.valueOf(action[0].toUpperCase(Locale.ROOT)),
                action.length > 1 ? Integer.parseInt(action[1]) : 0);
        for (int i = 1; i < words.length; i++) byName.put(words[i], effect);
    }

    private static String text(CodeLanguage language) {
        String file = language.name().toLowerCase(Locale.ROOT) + ".txt";
        try (InputStream in = KnownCalls.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException(file + " is missing in the program");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
