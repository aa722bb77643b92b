package orchestrator.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import picocli.CommandLine;

class StackMapsTest {
    @TempDir
    Path base;

    @Test
    void the_classes_of_a_jar_for_java_5_can_be_archived_and_are_still_valid() throws Exception {
        URL original = CommandLine.class.getProtectionDomain().getCodeSource().getLocation();
        Path jar = Files.copy(Path.of(original.toURI()), base.resolve("picocli.jar"));

        StackMaps.addTo(jar);

        assertThat(names(jar)).containsExactlyElementsOf(names(Path.of(original.toURI())));
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (JarFile file = new JarFile(jar.toFile());
                URLClassLoader classes =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, platform)) {
            for (String name : names(jar)) {
                if (!name.startsWith("picocli/") || !name.endsWith(".class")) continue;
                byte[] bytes = file.getInputStream(file.getJarEntry(name)).readAllBytes();
                assertThat(new ClassReader(bytes).readShort(6)).isGreaterThanOrEqualTo((short) Opcodes.V1_8);
                // To initialise a class verifies it. What needs a library that is not there cannot be loaded anyway.
                if (name.startsWith("picocli/CommandLine"))
                    Class.forName(name.replace('/', '.').replace(".class", ""), true, classes);
            }
        }
    }

    private static List<String> names(Path jar) throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }
}
