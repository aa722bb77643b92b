package orchestrator.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bubblewrap's arguments for a plan. */
public final class BubblewrapArguments {
    private BubblewrapArguments() {}

    /**
     * Never with {@code --die-with-parent}: an agent outlives its worker. The network is the machine's.
     *
     * @param copy descriptor of the content of a {@link Mount.Kind#COPY}
     */
    public static List<String> of(SandboxPlan plan, int copy) {
        List<String> arguments = new ArrayList<>(List.of(
                "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-cgroup-try", "--cap-drop", "ALL"));
        // Without it, root could not make the user namespaces that the agents' own sandboxes need.
        if (plan.isRoot()) arguments.addAll(List.of("--cap-add", "CAP_SETFCAP"));
        arguments.addAll(List.of("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"));
        for (Mount mount : plan.mounts()) arguments.addAll(of(mount, copy));
        arguments.addAll(List.of("--chdir", plan.workspace().toString()));
        return arguments;
    }

    private static List<String> of(Mount mount, int copy) {
        String source = mount.source().toString();
        String at = mount.at().toString();
        return switch (mount.kind()) {
            case READ_ONLY -> List.of("--ro-bind", source, at);
            case WRITABLE -> List.of("--bind", source, at);
            case EMPTY -> List.of("--tmpfs", at);
            case BLOCKED -> List.of("--tmpfs", at, "--remount-ro", at);
            case SEALED -> List.of("--remount-ro", at);
            case LINK -> List.of("--symlink", source, at);
            case COPY -> List.of("--file", Integer.toString(copy), at);
        };
    }

    /** The arguments of a trivial command that needs what a launch needs. */
    static List<String> probe(Path program, boolean isRoot) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(of(new SandboxPlan(List.of(), Path.of("/"), isRoot), 0));
        command.addAll(List.of("--", "true"));
        return command;
    }
}
