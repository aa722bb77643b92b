package orchestrator.guard.command.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Word;

/** Programs that copy and move. */
final class Copying {
    private static final OptionTable MV = OptionTable.of(
            "S:t:",
            "backup? force interactive no-clobber strip-trailing-slashes suffix= target-directory= no-target-directory update?");
    private static final OptionTable CP = OptionTable.of(
            "S:t:Z?",
            "archive attributes-only backup? copy-contents dereference no-dereference force interactive link"
                    + " no-clobber parents preserve? no-preserve= recursive reflink? remove-destination sparse= suffix="
                    + " target-directory= no-target-directory symbolic-link update? one-file-system");
    private static final OptionTable INSTALL = OptionTable.of(
            "g:m:o:S:t:",
            "backup? compare directory group= mode= owner= preserve-timestamps strip suffix= strip-program="
                    + " target-directory= no-target-directory");

    private Copying() {}

    static GuardDecision mv(Call call) {
        Arguments arguments = call.read(MV);
        GuardDecision taken = call.deleteAll(sources(arguments), false);
        return taken.or(call.readAll(sources(arguments))).or(target(call, arguments));
    }

    static GuardDecision cp(Call call) {
        Arguments arguments = call.read(CP);
        boolean isRecursive = arguments.has("r", "R", "a", "recursive", "archive");
        GuardDecision read = Call.each(
                sources(arguments),
                source -> isRecursive
                        ? call.paths().readTree(source)
                        : call.paths().read(source));
        GuardDecision linked = arguments.has("s", "l", "symbolic-link", "link")
                ? Call.each(sources(arguments), source -> Linking.target(call, source, arguments.has("l", "link")))
                : GuardDecision.ALLOWED;
        return read.or(linked).or(target(call, arguments));
    }

    static GuardDecision install(Call call) {
        Arguments arguments = call.read(INSTALL);
        GuardDecision program = call.scripts(arguments.values("strip-program"));
        program = program.or(Modes.ofMode(
                "chmod", arguments.value("m", "mode").map(Word::shown).orElse("")));
        if (arguments.has("d", "directory")) return program.or(call.writeAll(arguments.operands()));
        return program.or(call.readAll(sources(arguments))).or(target(call, arguments));
    }

    private static List<Word> sources(Arguments arguments) {
        List<Word> operands = arguments.operands();
        boolean isApart = arguments.has("t", "target-directory");
        return isApart || operands.isEmpty() ? operands : operands.subList(0, Math.max(1, operands.size() - 1));
    }

    /** A target that is a directory is written under the names of the sources, which matters for {@code .git}. */
    private static GuardDecision target(Call call, Arguments arguments) {
        List<Word> operands = arguments.operands();
        Optional<Word> apart = arguments.value("t", "target-directory");
        if (apart.isEmpty() && operands.size() < 2) return GuardDecision.ALLOWED;
        Word target = apart.orElseGet(() -> operands.get(operands.size() - 1));
        if (Devices.isDevice(target)) return Devices.refusal(target);
        List<GuardDecision> decisions = new ArrayList<>();
        decisions.add(call.write(target));
        boolean isDirectory = call.paths()
                .path(target)
                .filter(path -> call.around().view().isDirectory(path))
                .isPresent();
        if (isDirectory || apart.isPresent() || target.prefix().endsWith("/") || operands.size() > 2)
            for (Word source : sources(arguments)) decisions.add(below(call, target, source));
        return GuardDecision.strictest(decisions);
    }

    private static GuardDecision below(Call call, Word target, Word source) {
        Optional<String> text = source.literal();
        if (text.isEmpty()) return GuardDecision.ALLOWED;
        String path = text.get().replaceAll("/+$", "");
        Word name = Word.of("/" + path.substring(path.lastIndexOf('/') + 1));
        if (name.prefix().equals("/")
                || name.prefix().equals("/.")
                || name.prefix().equals("/..")) return GuardDecision.ALLOWED;
        return call.write(new Word(Words.concat(List.of(target), List.of(name)).stream()
                .flatMap(word -> word.pieces().stream())
                .toList()));
    }
}
