package orchestrator.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    /** A release without a pinned digest, so that the test can use its own archive. */
    private static final Release RELEASE = Release.of("Linux", "aarch64").orElseThrow();

    @TempDir
    Path directory;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(String file, byte[] body) {
        server.createContext("/v" + RELEASE.version() + "/" + file, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private void fetch() throws IOException {
        String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        Path cache = Files.createDirectories(directory.resolve("cache"));
        new Download(base, Map.of(), new Silence()).fetch(RELEASE, cache.resolve("temporal"));
    }

    private byte[] archive() throws Exception {
        Files.writeString(directory.resolve("temporal"), "#!/bin/sh\n");
        Process tar = new ProcessBuilder("tar", "-czf", "a.tgz", "temporal")
                .directory(directory.toFile())
                .start();
        assertThat(tar.waitFor()).isZero();
        return Files.readAllBytes(directory.resolve("a.tgz"));
    }

    private static byte[] checksums(byte[] archive) throws Exception {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        String list = "0".repeat(64) + "  another.tar.gz\n" + digest + "  " + RELEASE.archive() + "\n";
        return list.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void an_archive_with_the_right_digest_is_unpacked() throws Exception {
        byte[] archive = archive();
        serve("checksums.txt", checksums(archive));
        serve(RELEASE.archive(), archive);

        fetch();

        assertThat(directory.resolve("cache/temporal")).hasContent("#!/bin/sh\n");
        assertOnlyLeft("temporal");
    }

    @Test
    void an_archive_with_a_wrong_digest_is_not_used() throws Exception {
        byte[] archive = archive();
        serve("checksums.txt", checksums(new byte[] {1}));
        serve(RELEASE.archive(), archive);

        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class).hasMessageContaining("it was not used");
        assertOnlyLeft();
    }

    @Test
    void an_archive_that_the_release_does_not_list_is_refused() throws Exception {
        serve("checksums.txt", "not a list".getBytes(StandardCharsets.UTF_8));
        serve(RELEASE.archive(), archive());

        assertThatThrownBy(this::fetch).hasMessageContaining("has no checksum of " + RELEASE.archive());
        assertOnlyLeft();
    }

    @Test
    void a_missing_archive_is_reported_with_the_http_status() {
        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class).hasMessageContaining("HTTP status 404");
    }

    @Test
    void every_supported_machine_has_an_archive_and_others_have_none() {
        assertThat(Release.of("Linux", "amd64").orElseThrow().archive()).endsWith("_linux_amd64.tar.gz");
        assertThat(Release.of("Mac OS X", "aarch64").orElseThrow().archive()).endsWith("_darwin_arm64.tar.gz");
        assertThat(Release.of("Linux", "amd64").orElseThrow().pinnedDigest()).isPresent();
        assertThat(Release.of("Windows 11", "amd64")).isEmpty();
        assertThat(Release.of("Linux", "riscv64")).isEmpty();
    }

    private void assertOnlyLeft(String... names) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(names);
        }
    }
}
