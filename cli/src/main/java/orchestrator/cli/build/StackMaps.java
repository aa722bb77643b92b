package orchestrator.cli.build;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.JSRInlinerAdapter;

/**
 * Adds stack maps to the classes of a jar. Picocli is compiled for Java 5, whose classes have none, and Java keeps only
 * classes with stack maps in an archive. Without them, each command would load and verify 150 classes.
 */
public final class StackMaps {
    private StackMaps() {}

    /** Replaces each jar. */
    public static void main(String[] jars) throws IOException {
        for (String jar : jars) addTo(Path.of(jar));
    }

    static void addTo(Path jar) throws IOException {
        Path draft = jar.resolveSibling(jar.getFileName() + ".new");
        try (JarFile from = new JarFile(jar.toFile());
                OutputStream file = Files.newOutputStream(draft);
                JarOutputStream to = new JarOutputStream(file);
                URLClassLoader classes =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            for (JarEntry entry : Collections.list(from.entries())) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                to.putNextEntry(new JarEntry(entry.getName()));
                to.write(isClass(entry.getName()) ? withStackMaps(bytes, classes) : bytes);
                to.closeEntry();
            }
        }
        Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class");
    }

    /** @param classes finds the common superclass of two types */
    private static byte[] withStackMaps(byte[] bytes, ClassLoader classes) {
        ClassReader from = new ClassReader(bytes);
        ClassWriter to = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return classes;
            }
        };
        from.accept(new AsJava8(to), ClassReader.SKIP_FRAMES);
        return to.toByteArray();
    }

    /** Stack maps do not allow Java 5's subroutines. */
    private static final class AsJava8 extends ClassVisitor {
        AsJava8(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            super.visit(Math.max(version, Opcodes.V1_8), access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, type, signature, thrown);
            return new JSRInlinerAdapter(next, access, name, type, signature, thrown);
        }
    }
}
