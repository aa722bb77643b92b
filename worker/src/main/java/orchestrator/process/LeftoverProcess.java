package orchestrator.process;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import orchestrator.lineage.Proc;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A process that still runs after its agent has ended.
 *
 * @param since its start time; null if unknown
 * @param isWork true if the agent may have wanted it to finish; false for a server
 */
public record LeftoverProcess(
        long pid, String commandLine, @Nullable Instant since, boolean isWork) {
    private static final int COMMAND_CHARACTERS_MAX = 200;
    private static final int NAMED_MAX = 8;

    static LeftoverProcess of(long pid, boolean isWork) {
        Optional<ProcessHandle.Info> info = ProcessHandle.of(pid).map(ProcessHandle::info);
        String command = String.join(" ", Proc.commandLine(pid)).strip();
        if (command.isEmpty()) {
            command = info.flatMap(i -> i.commandLine().or(i::command)).orElse("a process without a command line");
        }
        Instant since = info.flatMap(ProcessHandle.Info::startInstant)
                .map(at -> at.truncatedTo(ChronoUnit.SECONDS))
                .orElse(null);
        String oneLine = command.replaceAll("\\s+", " ");
        return new LeftoverProcess(pid, Text.cut(oneLine, COMMAND_CHARACTERS_MAX), since, isWork);
    }

    /** For example <code>`sleep 20` (pid 4711, since 2026-11-21T10:00:00Z)</code>. */
    public String inWords() {
        return "`" + commandLine + "` (pid " + pid + (since == null ? "" : ", since " + since) + ")";
    }

    public static String inWords(List<LeftoverProcess> all) {
        String named =
                all.stream().limit(NAMED_MAX).map(LeftoverProcess::inWords).collect(Collectors.joining(", "));
        return all.size() <= NAMED_MAX ? named : named + " and " + (all.size() - NAMED_MAX) + " more";
    }
}
