package orchestrator.api.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import orchestrator.lineage.Lineage;
import orchestrator.lineage.Proc;

/** Finds the process at the other end of a connection. It looks at all processes, so it is for rare requests. */
public final class Peers {
    private static final String COMMAND = "orchestrator.cli.Main";

    private Peers() {}

    /**
     * @param here our end of the connection
     * @param there the other end
     */
    public static Peer of(InetSocketAddress here, InetSocketAddress there) {
        Optional<TcpTable.End> ours = TcpTable.find(here, there).filter(end -> end.inode() != 0);
        if (ours.isEmpty()) return Peer.unknown();
        Optional<TcpTable.End> other = TcpTable.find(there, here);
        if (other.isEmpty()) return isHere(there.getAddress()) ? gone() : Peer.unknown();
        return other.get().inode() == 0 ? gone() : holder(other.get());
    }

    /** A sender that closes the connection at once could not be identified: it must wait for its answer. */
    private static Peer gone() {
        return new Peer(Peer.Kind.GONE, "", 0, false);
    }

    private static boolean isHere(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    /** A socket may have several holders: one of a run is enough. */
    private static Peer holder(TcpTable.End end) {
        List<Long> holders = new ArrayList<>();
        List<Long> closed = new ArrayList<>();
        // The newest first: most callers have just been started.
        List<Long> pids = Proc.pids().stream().sorted(Comparator.reverseOrder()).toList();
        for (long pid : pids) {
            Optional<Boolean> holds = Proc.holdsSocket(pid, end.inode());
            if (holds.orElse(false)) holders.add(pid);
            if (holds.isEmpty()) closed.add(pid);
        }
        // A process may hide its files from us, but not its launch mark; then it may be any of these.
        boolean ofRun = (holders.isEmpty() ? closed : holders).stream().anyMatch(Lineage::isOfRun);
        long first = holders.isEmpty() ? 0 : holders.get(0);
        boolean ownCommand =
                holders.stream().anyMatch(pid -> Proc.commandLine(pid).contains(COMMAND));
        return new Peer(ofRun ? Peer.Kind.OF_A_RUN : Peer.Kind.FREE, Users.name(end.uid(), first), first, ownCommand);
    }
}
