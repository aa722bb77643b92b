package orchestrator.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents name classes and files that exist. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern CLASS = Pattern.compile("`((?:[a-z]+\\.)+[A-Z][A-Za-z]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void a_class_that_a_document_names_exists() throws IOException {
        Set<String> classes = classes();
        for (Path document : documents()) {
            Matcher named = CLASS.matcher(Files.readString(document));
            while (named.find()) {
                String name = named.group(1).replaceFirst("^orchestrator\\.", "");
                assertThat(classes.contains(name))
                        .as("%s names %s", document, name)
                        .isTrue();
            }
        }
    }

    @Test
    void a_file_that_a_document_links_to_exists() throws IOException {
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                assertThat(document.resolveSibling(link.group(1)))
                        .as(document.toString())
                        .exists();
            }
        }
    }

    private static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String place : List.of(".", "docs", "docs/internals", "worker", "e2e")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(place))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
            }
        }
        assertThat(found).hasSizeGreaterThan(15);
        return found;
    }

    private static Set<String> classes() throws IOException {
        Set<String> names = new HashSet<>();
        for (String module : List.of("workflows", "eventlog", "worker", "api", "cli", "e2e")) {
            Path sources = ROOT.resolve(module).resolve("src/main/java/orchestrator");
            try (Stream<Path> files = Files.walk(sources)) {
                files.map(file -> sources.relativize(file).toString())
                        .filter(file -> file.endsWith(".java"))
                        .forEach(file -> names.add(file.replace(".java", "").replace('/', '.')));
            }
        }
        return names;
    }
}
