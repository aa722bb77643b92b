package orchestrator.rollover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import orchestrator.journal.Journal;
import orchestrator.orchestration.OrchestrationWorkflow;
import orchestrator.rollover.SavedFields.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a session knows passes to its next execution, or is said to be made anew there. */
class SavedStateTest {
    /** The packages whose objects make up a session's workflow. */
    private static final List<String> PACKAGES = List.of("orchestration", "work", "authority", "journal", "host");

    static List<Class<?>> classes() throws IOException {
        Path root = Path.of(OrchestrationWorkflow.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (Stream<Path> files = Files.walk(root.resolve("orchestrator"))) {
            return files.filter(file -> PACKAGES.stream()
                            .anyMatch(
                                    name -> root.relativize(file).toString().startsWith("orchestrator/" + name + "/")))
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .<Class<?>>map(SavedStateTest::load)
                    .filter(type ->
                            !type.isInterface() && !type.isRecord() && !type.isEnum() && !type.isAnonymousClass())
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
            return Class.forName(name, false, SavedStateTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_classes_of_a_session_are_found() throws IOException {
        assertThat(classes()).hasSizeGreaterThan(60).contains(OrchestrationWorkflow.class, Journal.class);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void each_field_passes_on_or_is_made_anew(Class<?> type) {
        boolean isSaved = type.isAnnotationPresent(Saved.class);
        assertThat(SavedFields.fields(type))
                .allSatisfy(field -> assertThat(isAccountedFor(field, isSaved))
                        .as("%s is neither saved nor marked as rebuilt", field)
                        .isTrue());
    }

    /** A final field that holds no state itself needs nothing: what it holds is a class of its own, or never changes. */
    private static boolean isAccountedFor(Field field, boolean isSaved) {
        if (field.isAnnotationPresent(Rebuilt.class)) return true;
        if (isSaved && SavedFields.way(field) != Way.NONE) return true;
        return Modifier.isFinal(field.getModifiers()) && !SavedFields.isContainer(field.getType());
    }

    @Test
    void what_is_saved_is_part_of_what_passes_on() throws Exception {
        Set<Class<?>> reached = new HashSet<>();
        Deque<Class<?>> toLookAt = new ArrayDeque<>();
        toLookAt.add(Class.forName("orchestrator.orchestration.RollOver$Parts"));
        while (!toLookAt.isEmpty()) {
            Class<?> type = toLookAt.poll();
            if (!reached.add(type)) continue;
            SavedFields.fields(type).stream()
                    .filter(field -> SavedFields.way(field) == Way.PART)
                    .forEach(field -> toLookAt.add(field.getType()));
        }

        assertThat(classes().stream().filter(type -> type.isAnnotationPresent(Saved.class)))
                .allSatisfy(type -> assertThat(reached).contains(type));
    }
}
