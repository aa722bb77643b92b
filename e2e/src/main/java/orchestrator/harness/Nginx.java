package orchestrator.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real reverse proxy with TLS, for {@code build.localhost}, which browsers look for on this machine. */
public final class Nginx implements AutoCloseable {
    public static final String HOST = "build.localhost";

    private static final Duration START = Duration.ofSeconds(10);

    private final Program nginx;

    private Nginx(Program nginx) {
        this.nginx = nginx;
    }

    /** @param location the lines of the server that say what is passed on */
    public static Nginx start(Path directory, int port, String location) {
        try {
            Files.createDirectories(directory);
            certificate(directory);
            Path file = directory.resolve("nginx.conf");
            Files.writeString(file, configuration(directory, port, location));
            Program nginx = new Program(
                    "nginx",
                    List.of(Tools.nginx().toString(), "-e", "stderr", "-c", file.toString()),
                    Map.of("PATH", "/usr/sbin:/usr/bin:/bin"),
                    directory.resolve("nginx.log"));
            nginx.start();
            Wait.until("nginx listens; " + nginx.outputTail(), START, () -> {
                if (!nginx.isAlive()) throw new AssertionError(nginx.outputTail());
                return Files.exists(directory.resolve("pid"));
            });
            return new Nginx(nginx);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start nginx", e);
        }
    }

    private static void certificate(Path directory) {
        String arguments =
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=" + HOST + " -keyout key.pem -out cert.pem";
        ExternalCommand.run(Path.of("openssl"), List.of(arguments.split(" ")), Map.of(), directory);
    }

    private static String configuration(Path directory, int port, String location) {
        return """
                daemon off;
                worker_processes 1;
                pid %1$s/pid;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  server {
                    listen 127.0.0.1:%2$d ssl;
                    ssl_certificate %1$s/cert.pem;
                    ssl_certificate_key %1$s/key.pem;
                    %3$s
                  }
                }
                """.formatted(directory, port, location);
    }

    @Override
    public void close() {
        nginx.stop();
    }
}
