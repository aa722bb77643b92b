package orchestrator.cli.temporal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import orchestrator.cli.output.ProgressOutput;

/** Downloads the official archive over https, and rejects it if its digest is wrong. */
final class Download {
    private static final String OFFICIAL = "https://github.com/temporalio/cli/releases/download/";
    private static final int ANSWER_SECONDS_MAX = 8;
    private static final int READ_TIMEOUT_MILLIS = 15_000;
    private static final int CHECKSUMS_BYTES_MAX = 100_000;
    private static final int CHUNK_BYTES = 1 << 16;

    private final String releases;
    private final Map<String, String> environment;
    private final ProgressOutput progress;

    Download(Map<String, String> environment, ProgressOutput progress) {
        this(OFFICIAL, environment, progress);
    }

    /** @param releases base URL of the releases, with a slash at the end */
    Download(String releases, Map<String, String> environment, ProgressOutput progress) {
        this.releases = releases;
        this.environment = environment;
        this.progress = progress;
    }

    /** Puts the binary at {@code target}; an exception names the reason of a failure. */
    void fetch(Release release, Path target) throws IOException {
        Path directory = Files.createTempDirectory(target.getParent(), "download");
        try {
            String expected = expectedDigest(release);
            Path archive = directory.resolve(release.archive());
            String actual = save(url(release, release.archive()), archive);
            if (!actual.equals(expected)) {
                throw new IOException("its SHA-256 is " + actual + " and not " + expected + "; it was not used");
            }
            unpack(archive, directory);
            Files.move(directory.resolve("temporal"), target);
        } finally {
            deleteAll(directory);
        }
    }

    /** True if the release's list of checksums, a small file, can be downloaded. */
    boolean isReachable(Release release) {
        try {
            open(url(release, "checksums.txt")).disconnect();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String expectedDigest(Release release) throws IOException {
        if (release.pinnedDigest().isPresent()) return release.pinnedDigest().get();
        try (InputStream in = open(url(release, "checksums.txt")).getInputStream()) {
            String checksums = new String(in.readNBytes(CHECKSUMS_BYTES_MAX), StandardCharsets.UTF_8);
            return release.digestIn(checksums)
                    .orElseThrow(() -> new IOException("the release has no checksum of " + release.archive()));
        }
    }

    private String url(Release release, String file) {
        return releases + "v" + release.version() + "/" + file;
    }

    private String save(String url, Path file) throws IOException {
        HttpURLConnection connection = open(url);
        long total = connection.getContentLengthLong();
        try (DigestInputStream in = new DigestInputStream(connection.getInputStream(), sha256());
                OutputStream out = Files.newOutputStream(file)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            long done = 0;
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                out.write(chunk, 0, n);
                done += n;
                progress.wait("downloading Temporal: " + done / 1_000_000 + " of " + total / 1_000_000 + " MB");
            }
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    /** Fails after some seconds: without a network even a DNS lookup may hang. */
    private HttpURLConnection open(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection(proxy());
        connection.setConnectTimeout(ANSWER_SECONDS_MAX * 1_000);
        connection.setReadTimeout(READ_TIMEOUT_MILLIS);
        int status = statusOf(connection);
        if (status != 200) throw new IOException("HTTP status " + status + " from " + connection.getURL());
        return connection;
    }

    private static int statusOf(HttpURLConnection connection) throws IOException {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        status.complete(connection.getResponseCode());
                    } catch (IOException e) {
                        status.completeExceptionally(e);
                    }
                },
                "download");
        thread.setDaemon(true);
        thread.start();
        try {
            return status.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + ANSWER_SECONDS_MAX + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String reason(Throwable cause) {
        boolean unknownHost = cause instanceof UnknownHostException;
        return unknownHost
                ? "the host " + cause.getMessage() + " is not known here"
                : String.valueOf(cause.getMessage());
    }

    private Proxy proxy() {
        String named = environment.getOrDefault("HTTPS_PROXY", environment.getOrDefault("https_proxy", ""));
        if (named.isBlank()) return Proxy.NO_PROXY;
        URI uri = URI.create(named.contains("://") ? named : "http://" + named);
        if (uri.getHost() == null) return Proxy.NO_PROXY;
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()));
    }

    private static void unpack(Path archive, Path directory) throws IOException {
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", directory.toString(), "temporal")
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (tar.waitFor() != 0) throw new IOException("the archive cannot be unpacked: " + said.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
