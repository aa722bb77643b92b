package orchestrator.guard.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import orchestrator.guard.hook.HookFiles;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a Unix socket of the data directory, which no other user can reach. Of several workers of one data
 * directory one listens, and another takes over when it is gone, also by a kill: the system then frees its lock.
 */
public final class GuardServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GuardServer.class);
    private static final int THREADS_MAX = 16;
    private static final int SOCKET_PATH_BYTES_MAX = 100;
    private static final long TRY_AGAIN_MILLIS = 250;
    private static final long IDLE_MILLIS_MAX = 120_000;

    private final Path directory;
    private final Handler handler;
    private final Thread starter = new Thread(this::run, "guard-server");
    private @Nullable FileChannel lockFile;
    private @Nullable Server server;
    private boolean isClosed;

    /** @param directory for the socket, closed to other users; created if it is missing */
    public GuardServer(Path directory, Handler handler) {
        this.directory = directory;
        this.handler = handler;
    }

    /** Returns at once; the server starts as soon as no other worker listens. */
    public GuardServer start() {
        starter.setDaemon(true);
        starter.start();
        return this;
    }

    private void run() {
        String said = "";
        while (true) {
            try {
                if (tryToListen()) return;
            } catch (Exception e) {
                // Agents wait for the guard, so it must come up when the cause is gone.
                if (!said.equals(e.toString())) log.error("the guard cannot listen in {}, trying again", directory, e);
                said = e.toString();
            }
            try {
                Thread.sleep(TRY_AGAIN_MILLIS);
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    private synchronized boolean tryToListen() throws Exception {
        if (isClosed) return true;
        HookFiles.makePrivate(directory);
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            return false;
        }
        try {
            listen();
        } catch (Exception e) {
            // Else this process itself would hold the lock that it asks for at the next try.
            channel.close();
            throw e;
        }
        lockFile = channel;
        return true;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException anotherServerOfThisProcess) {
            return false;
        }
    }

    private void listen() throws Exception {
        Path socket = directory.resolve(HookFiles.SOCKET);
        Files.deleteIfExists(socket);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, 2);
        threads.setName("guard");
        threads.setDaemon(true);
        Server starting = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        UnixDomainServerConnector connector =
                new UnixDomainServerConnector(starting, 1, 1, new HttpConnectionFactory(http));
        connector.setUnixDomainPath(shortened(socket));
        connector.setIdleTimeout(IDLE_MILLIS_MAX);
        starting.addConnector(connector);
        starting.setHandler(handler);
        starting.start();
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        server = starting;
        log.info("guard listens socket={}", socket);
    }

    /** The system takes only short paths, so a long one is bound through a link in a private directory. */
    private static Path shortened(Path socket) throws IOException {
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_PATH_BYTES_MAX) return socket;
        Path link = Files.createTempDirectory("guard").resolve("d");
        Files.createSymbolicLink(link, socket.getParent());
        return link.resolve(socket.getFileName());
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        starter.interrupt();
        try {
            if (server != null) server.stop();
            if (lockFile != null) lockFile.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the guard in " + directory, e);
        }
    }
}
