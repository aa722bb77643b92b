package orchestrator.process;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import orchestrator.process.ProcessTable.Entry;

/** Recognises the guard's hook among the processes of a launch, by the arguments that it is always started with. */
final class HookProcesses {
    private static final String SCRIPT = "guard.sh";

    private HookProcesses() {}

    static boolean any(List<Entry> members, LaunchDirectory directory) {
        return !of(members, directory).isEmpty();
    }

    /** The hooks, and the programs that they have started. */
    static List<Long> of(List<Entry> members, LaunchDirectory directory) {
        String guard = directory.path().resolve("guard").toString();
        Set<Long> hooks = new LinkedHashSet<>();
        members.stream().map(Entry::pid).filter(pid -> isHook(pid, guard)).forEach(hooks::add);
        boolean isComplete = hooks.isEmpty();
        while (!isComplete) {
            isComplete = !hooks.addAll(members.stream()
                    .filter(entry -> hooks.contains(entry.parent()))
                    .map(Entry::pid)
                    .toList());
        }
        return List.copyOf(hooks);
    }

    private static boolean isHook(long pid, String guard) {
        String[] arguments = ProcessHandle.of(pid)
                .flatMap(process -> process.info().arguments())
                .orElse(new String[0]);
        return arguments.length > 1
                && arguments[1].equals(guard)
                && Path.of(arguments[0]).endsWith(SCRIPT);
    }
}
