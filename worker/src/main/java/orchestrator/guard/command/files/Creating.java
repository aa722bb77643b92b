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

/** Programs that create files, or change their content without reading others. */
final class Creating {
    private static final OptionTable TRUNCATE = OptionTable.of("s:r:", "size= reference= no-create io-blocks");
    private static final OptionTable FALLOCATE = OptionTable.of("l:o:", "length= offset=");
    private static final OptionTable TOUCH =
            OptionTable.of("d:r:t:", "date= reference= time= no-create no-dereference");
    private static final OptionTable MKDIR = OptionTable.of("m:Z?", "mode= parents verbose context?");
    private static final OptionTable MKTEMP = OptionTable.of("p:", "directory dry-run quiet suffix= tmpdir?");
    private static final OptionTable TEE = OptionTable.of("", "append ignore-interrupts output-error?");

    private Creating() {}

    static GuardDecision truncate(Call call) {
        return call.writeAll(call.read(TRUNCATE).operands());
    }

    static GuardDecision fallocate(Call call) {
        return call.writeAll(call.read(FALLOCATE).operands());
    }

    static GuardDecision touch(Call call) {
        return call.writeAll(call.read(TOUCH).operands());
    }

    static GuardDecision mkdir(Call call) {
        return call.writeAll(call.read(MKDIR).operands());
    }

    static GuardDecision mknod(Call call) {
        Arguments arguments = call.read(MKDIR);
        String type = arguments.operand(1);
        if (!type.equals("p")) return GuardDecision.deny("device", "Agents may not create devices.");
        return call.write(arguments.operands().get(0));
    }

    /** Without a directory in its template the file lands in TMPDIR, which is the run's scratch directory. */
    static GuardDecision mktemp(Call call) {
        Arguments arguments = call.read(MKTEMP);
        if (arguments.has("u", "dry-run")) return GuardDecision.ALLOWED;
        Optional<Word> parent = arguments.value("p", "tmpdir");
        if (parent.isPresent()) return call.write(parent.get());
        if (arguments.has("t", "tmpdir")) return GuardDecision.ALLOWED;
        List<Word> templates = arguments.operands();
        return call.writeAll(templates);
    }

    static GuardDecision tee(Call call) {
        List<Word> files = call.read(TEE).operands();
        for (Word file : files) if (Devices.isDevice(file)) return Devices.refusal(file);
        return call.writeAll(files);
    }

    static GuardDecision dd(Call call) {
        List<GuardDecision> decisions = new ArrayList<>();
        for (Word word : call.words()) {
            if (Words.startsWith(word, "of=")) {
                Word file = Words.after(word, 3);
                decisions.add(Devices.isDevice(file) ? Devices.refusal(file) : call.write(file));
            } else if (Words.startsWith(word, "if=")) {
                decisions.add(call.paths().read(Words.after(word, 3)));
            } else if (word.prefix().isEmpty() && word.hasUnknown()) {
                decisions.add(call.write(word));
            }
        }
        return GuardDecision.strictest(decisions);
    }
}
