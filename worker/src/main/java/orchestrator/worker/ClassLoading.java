package orchestrator.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads and verifies the classes that a session needs: ours, and those with which Temporal's SDK carries out workflows.
 * On a busy machine the first session of a new worker waits for seconds until it has them.
 */
final class ClassLoading {
    private static final Logger log = LoggerFactory.getLogger(ClassLoading.class);

    private static final Pattern JARS =
            Pattern.compile("(orchestrator-(worker|workflows|eventlog)|temporal-sdk)-.*\\.jar");
    private static final List<String> PACKAGES = List.of(
            "orchestrator/",
            "io/temporal/internal/replay/",
            "io/temporal/internal/statemachines/",
            "io/temporal/internal/sync/",
            "io/temporal/internal/worker/",
            "io/temporal/internal/activity/",
            "io/temporal/internal/common/",
            "io/temporal/internal/history/",
            "io/temporal/internal/async/",
            "io/temporal/failure/",
            "io/temporal/common/",
            "io/temporal/workflow/");
    private static final String SUFFIX = ".class";

    private ClassLoading() {}

    /** Returns the number of classes. Without jars, as in tests, it does nothing. */
    static int all() {
        int count = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (JARS.matcher(String.valueOf(Path.of(entry).getFileName())).matches()) count += allOf(entry);
        }
        return count;
    }

    private static int allOf(String jar) {
        try (JarFile file = new JarFile(jar)) {
            return (int) Collections.list(file.entries()).stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(SUFFIX) && PACKAGES.stream().anyMatch(name::startsWith))
                    .filter(ClassLoading::load)
                    .count();
        } catch (IOException e) {
            // Then they are loaded when they are needed.
            log.warn("cannot read {}: {}", jar, e.toString());
            return 0;
        }
    }

    /** To ask for its methods makes Java verify a class; it is not initialised. */
    private static boolean load(String entry) {
        String name = entry.substring(0, entry.length() - SUFFIX.length()).replace('/', '.');
        try {
            Class.forName(name, false, ClassLoading.class.getClassLoader()).getDeclaredMethods();
            return true;
        } catch (ClassNotFoundException | LinkageError optionalPartOfTheSdk) {
            return false;
        }
    }
}
