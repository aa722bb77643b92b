package orchestrator.guard.command.files;

import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.Word;

/** Files that are disks, memory or other hardware. */
final class Devices {
    private Devices() {}

    static boolean isDevice(Word file) {
        return file.prefix().startsWith("/dev/")
                && !file.prefix().matches("/dev/(null|zero|full|stdin|stdout|stderr|tty|fd/.*|shm/.*)");
    }

    static GuardDecision refusal(Word file) {
        return GuardDecision.deny("device", "Agents may not write to devices such as " + file.shown() + ".");
    }
}
