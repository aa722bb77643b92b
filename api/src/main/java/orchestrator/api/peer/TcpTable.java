package orchestrator.api.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's list of TCP connections; this network namespace's only. */
final class TcpTable {
    private static final List<Path> FILES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private TcpTable() {}

    /**
     * One end of a connection.
     *
     * @param inode of its socket; 0 once no process holds it
     */
    record End(int uid, long inode) {}

    static Optional<End> find(InetSocketAddress local, InetSocketAddress remote) {
        return FILES.stream()
                .flatMap(TcpTable::lines)
                .filter(fields -> is(fields[1], local) && is(fields[2], remote))
                .map(fields -> new End(Integer.parseInt(fields[7]), Long.parseLong(fields[9])))
                .findFirst();
    }

    private static Stream<String[]> lines(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > 9);
        } catch (IOException noSuchProtocol) {
            return Stream.empty();
        }
    }

    /** @param field in the form {@code 0100007F:1F40} */
    private static boolean is(String field, InetSocketAddress address) {
        int colon = field.indexOf(':');
        return Integer.parseInt(field.substring(colon + 1), 16) == address.getPort()
                && Arrays.equals(
                        bytes(field.substring(0, colon)), address.getAddress().getAddress());
    }

    /** The kernel prints each four bytes as one number of the machine; Java makes IPv4 of what is mapped into IPv6. */
    private static byte[] bytes(String hex) {
        ByteBuffer bytes = ByteBuffer.allocate(hex.length() / 2).order(ByteOrder.nativeOrder());
        for (int i = 0; i < hex.length(); i += 8) bytes.putInt((int) Long.parseLong(hex.substring(i, i + 8), 16));
        try {
            return InetAddress.getByAddress(bytes.array()).getAddress();
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
