package orchestrator.cli.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A copy of the launcher among sources, with a fake Maven and fake JDKs that print how they were called. */
final class Project {
    static final String MODULES =
            "java.base java.compiler java.logging java.management java.naming java.net.http java.sql java.xml jdk.httpserver jdk.management"
                    + " jdk.security.auth jdk.unsupported";

    final Path root;
    final Map<String, String> environment = new HashMap<>();
    private final Path bin;
    private final List<String> jdks = new ArrayList<>();

    record Result(int exitCode, String out, String err) {}

    Project(Path directory) throws IOException {
        root = Files.createDirectories(directory.resolve("project"));
        bin = Files.createDirectories(directory.resolve("bin"));
        Path launcher = Path.of("").toAbsolutePath().getParent().resolve("orchestrate");
        Files.copy(launcher, root.resolve("orchestrate"), StandardCopyOption.COPY_ATTRIBUTES);
        environment.put("PATH", bin + ":/usr/bin:/bin");
        environment.put("HOME", directory.toString());
        // A background job would outlive the test.
        environment.put("ORCHESTRATOR_ARCHIVE", "off");
    }

    /** Sources that the fake Maven "builds": it writes a line to {@code mvn.log} and puts a jar into the usual place. */
    Project withSources() throws IOException {
        write(root.resolve("pom.xml"), "<project><modules><module>cli</module></modules></project>\n");
        write(root.resolve("cli/pom.xml"), "<project/>\n");
        write(root.resolve("cli/src/main/java/Main.java"), "class Main {}\n");
        return maven("""
                echo "mvn $JAVA_HOME" >>mvn.log
                echo '[INFO] Building orchestrator-cli 0.1.0'
                mkdir -p cli/target/dist/lib
                date +%N >cli/target/dist/lib/orchestrator-cli-0.1.0.jar
                """);
    }

    Project withLibrary() throws IOException {
        write(root.resolve("lib/orchestrator-cli-0.1.0.jar"), "");
        return this;
    }

    Project maven(String script) throws IOException {
        executable(bin.resolve("mvn"), script);
        return this;
    }

    /** Only these JDKs are considered, not those of the machine. */
    Project jdk(String name, String version, String modules) throws IOException {
        Path home = root.getParent().resolve("jdks").resolve(name);
        write(
                home.resolve("release"),
                "IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"" + version + "\"\nMODULES=\"" + modules + "\"\n");
        executable(home.resolve("bin/java"), "echo " + name + "; for a; do echo \"<$a>\"; done\n");
        executable(home.resolve("bin/javac"), "");
        jdks.add(home.toString());
        environment.put("ORCHESTRATOR_JDKS", String.join(" ", jdks));
        return this;
    }

    Path jdk(String name) {
        return root.getParent().resolve("jdks").resolve(name);
    }

    Result run(String... arguments) throws Exception {
        return run(root.resolve("orchestrate"), arguments);
    }

    Result run(Path launcher, String... arguments) throws Exception {
        return end(start(launcher, arguments));
    }

    Process start(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Result end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) throw new IOException("the launcher does not end");
        return new Result(process.exitValue(), out, err);
    }

    /** The log of builds, one line each. */
    List<String> builds() throws IOException {
        Path log = root.resolve("mvn.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    static void executable(Path file, String script) throws IOException {
        write(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
