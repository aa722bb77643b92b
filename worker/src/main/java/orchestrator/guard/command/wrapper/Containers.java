package orchestrator.guard.command.wrapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;

/** Containers: their daemon is root, so directories of the host count as if they were written directly. */
final class Containers {
    private static final OptionTable GLOBAL = OptionTable.of(
            "+c:H:l:", "context= host= config= log-level= tlscacert= tlscert= tlskey= connection= url= namespace=");
    private static final OptionTable EXEC = OptionTable.of("+e:u:w:", "env= env-file= user= workdir= detach-keys=");
    private static final OptionTable RUN = OptionTable.of(
            "+v:e:p:u:w:l:h:m:c:a:",
            "volume= env= env-file= publish= user= workdir= label= hostname= memory= cpus= name= network= net= entrypoint= mount= add-host="
                    + " cap-add= cap-drop= device= dns= ip= ipc= pid= uts= userns= cgroupns= platform= pull= restart= runtime= security-opt="
                    + " shm-size= stop-signal= stop-timeout= sysctl= tmpfs= ulimit= volumes-from= gpus= cidfile= pids-limit= log-driver= log-opt="
                    + " privileged rm detach interactive tty init read-only expose= link= health-cmd= group-add=");

    private Containers() {}

    static GuardDecision judge(Call call) {
        Arguments global = call.read(GLOBAL);
        List<Word> operands = global.operands();
        int at = global.operand(0).equals("container") ? 1 : 0;
        List<Word> rest = global.operandsFrom(at + 1);
        GuardDecision far = global.has("H", "host", "url", "c", "context", "connection")
                ? GuardDecision.ask("container", "The containers run on another host.")
                : GuardDecision.ALLOWED;
        if (operands.isEmpty()) return far;
        return far.or(
                switch (global.operand(at)) {
                    case "run", "create" -> run(call, RUN.read(rest));
                    case "compose" -> compose(call, rest);
                    case "exec" -> exec(call, EXEC.read(rest));
                    case "rm", "rmi", "stop", "kill" -> all(rest);
                    case "cp" -> copy(call, RUN.read(rest));
                    case "save", "export" ->
                        call.writeAll(OptionTable.of("o:", "output=").read(rest).values("o", "output"));
                    default -> GuardDecision.ALLOWED;
                });
    }

    private static GuardDecision run(Call call, Arguments arguments) {
        List<GuardDecision> decisions = new ArrayList<>();
        decisions.add(GuardDecision.watch("container", "A container runs, in which the guard sees nothing."));
        boolean breaksOut = arguments.has("privileged", "device", "volumes-from")
                || arguments.values("pid", "ipc", "uts", "userns").stream()
                        .anyMatch(word -> word.shown().equals("host"))
                || arguments.values("cap-add").stream()
                        .anyMatch(word ->
                                word.shown().toUpperCase(Locale.ROOT).matches("(CAP_)?(ALL|SYS_\\w+|DAC_\\w+|MKNOD)"))
                || arguments.values("security-opt").stream()
                        .anyMatch(word -> word.shown().contains("unconfined"));
        if (breaksOut)
            decisions.add(
                    GuardDecision.deny("container", "A container with these rights could change the whole machine."));
        for (Word volume : arguments.values("v", "volume")) decisions.add(volume(call, volume));
        for (Word mount : arguments.values("mount")) decisions.add(mount(call, mount));
        return GuardDecision.strictest(decisions);
    }

    private static GuardDecision compose(Call call, List<Word> words) {
        GuardDecision files = Call.each(
                OptionTable.of("+f:p:", "file= project-name= profile= env-file= project-directory=")
                        .read(words)
                        .values("f", "file"),
                file -> call.write(file).isDenied()
                        ? GuardDecision.ask("container", "The containers are not those of the project.")
                        : GuardDecision.ALLOWED);
        boolean runs = words.stream().anyMatch(word -> word.shown().matches("run|exec"));
        return runs ? files.or(Call.each(volumes(words), volume -> volume(call, volume))) : files;
    }

    private static List<Word> volumes(List<Word> words) {
        List<Word> found = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++)
            if (words.get(i).shown().matches("-v|--volume")) found.add(words.get(i + 1));
        return found;
    }

    private static GuardDecision volume(Call call, Word volume) {
        String shown = volume.shown();
        boolean isNamed = shown.matches("[A-Za-z0-9][A-Za-z0-9_.-]*:.*") || !shown.contains(":");
        if (isNamed) return GuardDecision.ALLOWED;
        int colon = volume.prefix().indexOf(':');
        if (colon < 0)
            return volume.prefix().isEmpty()
                    ? call.write(volume)
                    : call.write(new Word(volume.pieces().subList(0, 1)));
        Word source = Word.of(volume.prefix().substring(0, colon));
        return host(call, source, shown.matches(".*:([a-z,]*,)?ro(,[a-zA-Z]*)*"));
    }

    private static GuardDecision mount(Call call, Word mount) {
        String shown = mount.shown();
        if (!shown.contains("type=bind")) return GuardDecision.ALLOWED;
        boolean isReadOnly = shown.matches(".*,(readonly|ro)(=true)?(,.*)?");
        for (String part : shown.split(","))
            if (part.matches("(source|src)=.*")) {
                String path = part.substring(part.indexOf('=') + 1);
                return host(call, path.contains("$") ? mount : Word.of(path), isReadOnly);
            }
        return GuardDecision.ALLOWED;
    }

    private static GuardDecision host(Call call, Word source, boolean isReadOnly) {
        if (source.prefix().matches(".*/(docker|containerd|podman)\\.sock"))
            return GuardDecision.deny(
                    "container", "Who reaches the socket of the container daemon is root on this machine.");
        return isReadOnly ? call.paths().readTree(source) : call.write(source);
    }

    /** In a container the files are others, so what would be refused here is asked about. */
    private static GuardDecision exec(Call call, Arguments arguments) {
        List<Word> command = arguments.operandsFrom(1);
        GuardDecision seen = GuardDecision.watch("container", "A command runs in a container.");
        if (command.isEmpty()) return seen;
        GuardDecision inner =
                call.shell().command(call.invocation().running(command).reading(new Stdin.Inherited()));
        return inner.isDenied()
                ? GuardDecision.ask("container", "In the container: " + inner.reason())
                : seen.or(inner);
    }

    /** Those that another command lists are not only the agent's own. */
    private static GuardDecision all(List<Word> words) {
        return words.stream()
                        .anyMatch(word ->
                                word.hasUnknown() && word.shown().matches("(?s).*\\b(ps|images|ls|container)\\b.*"))
                ? GuardDecision.ask("container-delete", "These containers and images may belong to the user too.")
                : GuardDecision.ALLOWED;
    }

    private static GuardDecision copy(Call call, Arguments arguments) {
        if (arguments.operands().size() < 2) return GuardDecision.ALLOWED;
        Word source = arguments.operands().get(0);
        Word target = arguments.operands().get(1);
        GuardDecision read = source.shown().contains(":")
                ? GuardDecision.ALLOWED
                : call.paths().readTree(source);
        return target.shown().matches("[^/.].*:.*") ? read : read.or(call.write(target));
    }
}
