package orchestrator.modules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Packages, classes, methods and constructors of the program stay small enough to read. No place is exempt. */
class SizeTest {
    private static final int PACKAGE_CLASSES_MAX = 20;
    private static final int CLASS_LINES_MAX = 250;
    private static final int METHOD_LINES_MAX = 40;
    private static final int CONSTRUCTOR_PARAMETERS_MAX = 6;

    private static final Map<String, Integer> CLASSES_BY_PACKAGE = new TreeMap<>();
    private static final Map<String, Integer> CLASSES_BY_NAME = new TreeMap<>();
    private static final List<String> LONG_CLASSES = new ArrayList<>();
    private static final List<String> LONG_METHODS = new ArrayList<>();
    private static final List<String> WIDE_CONSTRUCTORS = new ArrayList<>();

    @BeforeAll
    static void measure() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree file : task.parse()) new Ruler(file, positions).scan(file, null);
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("workflows", "eventlog", "worker", "api", "cli", "e2e")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("package-info.java"))
                        .toList();
                assertThat(sources).as(module).isNotEmpty();
                found.addAll(sources);
            }
        }
        return found;
    }

    @Test
    void a_package_has_at_most_twenty_classes() {
        assertThat(CLASSES_BY_PACKAGE)
                .hasSizeGreaterThan(30)
                .allSatisfy((name, classes) -> assertThat(classes).as(name).isLessThanOrEqualTo(PACKAGE_CLASSES_MAX));
    }

    @Test
    void a_name_means_one_class() {
        assertThat(CLASSES_BY_NAME)
                .hasSizeGreaterThan(500)
                .allSatisfy((name, classes) -> assertThat(classes).as(name).isOne());
    }

    @Test
    void a_class_has_at_most_250_lines() {
        assertThat(LONG_CLASSES).isEmpty();
    }

    @Test
    void a_method_has_at_most_forty_lines() {
        assertThat(LONG_METHODS).isEmpty();
    }

    /** A record's components are data, and named where they are read. */
    @Test
    void a_constructor_has_at_most_six_parameters_unless_it_is_a_records_own() {
        assertThat(WIDE_CONSTRUCTORS).isEmpty();
    }

    /** Measures one source file. */
    private static final class Ruler extends TreeScanner<Void, Void> {
        private final CompilationUnitTree file;
        private final SourcePositions positions;
        private int depth;

        private Ruler(CompilationUnitTree file, SourcePositions positions) {
            this.file = file;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (depth == 0) {
                CLASSES_BY_NAME.merge(type.getSimpleName().toString(), 1, Integer::sum);
                CLASSES_BY_PACKAGE.merge(file.getPackageName().toString(), 1, Integer::sum);
                if (lines(type) > CLASS_LINES_MAX) LONG_CLASSES.add(type.getSimpleName() + ": " + lines(type));
            }
            depth++;
            super.visitClass(type, unused);
            depth--;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            String name = file.getSourceFile().getName() + " " + method.getName();
            if (lines(method) > METHOD_LINES_MAX) LONG_METHODS.add(name + ": " + lines(method));
            int parameters = method.getParameters().size();
            boolean isConstructor = method.getReturnType() == null;
            if (isConstructor && parameters > CONSTRUCTOR_PARAMETERS_MAX && !isCompact(method))
                WIDE_CONSTRUCTORS.add(name + ": " + parameters);
            return super.visitMethod(method, unused);
        }

        /** The parser gives a compact constructor the record's components as parameters, without positions of their own. */
        private boolean isCompact(MethodTree constructor) {
            String text;
            try {
                text = file.getSourceFile().getCharContent(true).toString();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            int start = (int) positions.getStartPosition(file, constructor.getBody());
            return text.substring(0, start).stripTrailing().matches("(?s).*\\w");
        }

        private long lines(Tree tree) {
            long start = file.getLineMap().getLineNumber(positions.getStartPosition(file, tree));
            long end = file.getLineMap().getLineNumber(positions.getEndPosition(file, tree));
            return end - start + 1;
        }
    }
}
