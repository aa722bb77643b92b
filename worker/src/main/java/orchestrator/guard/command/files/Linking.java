package orchestrator.guard.command.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** Links: who writes through one later writes to what it leads to. */
final class Linking {
    private static final OptionTable LN = OptionTable.of(
            "S:t:",
            "backup? directory force interactive logical no-dereference physical relative symbolic suffix="
                    + " target-directory= no-target-directory verbose");

    private Linking() {}

    static GuardDecision ln(Call call) {
        Arguments arguments = call.read(LN);
        boolean isHard = !arguments.has("s", "symbolic");
        List<Word> operands = arguments.operands();
        Optional<Word> apart = arguments.value("t", "target-directory");
        if (operands.isEmpty()) return GuardDecision.ALLOWED;
        boolean hasPlace = apart.isPresent() || operands.size() > 1;
        Word place = apart.orElseGet(() -> operands.size() > 1 ? operands.get(operands.size() - 1) : Word.of("./"));
        List<Word> targets = apart.isPresent() || !hasPlace ? operands : operands.subList(0, operands.size() - 1);
        GuardDecision written = call.write(place);
        Call there = isHard ? call : from(call, place, apart.isPresent());
        return written.or(Call.each(targets, target -> target(there, target, isHard)));
    }

    /** A relative target is read from where the link lies. */
    private static Call from(Call call, Word place, boolean isDirectory) {
        Optional<Path> path = call.paths().path(place);
        Optional<Path> parent =
                path.map(link -> isDirectory || call.around().view().isDirectory(link) ? link : link.getParent());
        return new Call(call.invocation().in(parent), call.shell(), call.around());
    }

    /** Programs of the system are linked often, and nobody writes to them through a link by mistake. */
    static GuardDecision target(Call call, Word target, boolean isHard) {
        GuardDecision secret = call.paths().read(target);
        if (secret.isDenied()) return secret;
        GuardDecision written = call.write(target);
        if (!written.isDenied()) return GuardDecision.ALLOWED;
        if (isHard)
            return GuardDecision.deny(
                    "link-outside",
                    "A hard link to " + target.shown() + " would let the workspace change it. Copy it instead.");
        boolean isProgram = call.paths()
                .path(target)
                .map(path -> path.startsWith(Path.of("/usr")) || path.startsWith(Path.of("/opt")))
                .orElse(false);
        if (isProgram) return GuardDecision.watch("link-outside", "The link leads to " + target.shown() + ".");
        return GuardDecision.ask(
                "link-outside",
                "A link to " + target.shown()
                        + " leads out of the workspace, and writing through it would too. Copy it instead.");
    }
}
