package orchestrator.guard.command.files;

import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** Filters that can write files or run programs. */
final class TextTools {
    private static final OptionTable SPLIT = OptionTable.of(
            "a:b:C:l:n:t:",
            "suffix-length= bytes= line-bytes= lines= number= separator= filter= additional-suffix= numeric-suffixes? hex-suffixes?");
    private static final OptionTable CSPLIT = OptionTable.of("f:b:n:", "prefix= suffix-format= digits=");
    private static final OptionTable SORT = OptionTable.of(
            "k:o:S:t:T:",
            "key= output= buffer-size= field-separator= temporary-directory= compress-program= files0-from= parallel= batch-size= sort= random-source=");
    private static final OptionTable SHUF = OptionTable.of("i:n:o:", "input-range= head-count= output= random-source=");
    private static final OptionTable UNIQ =
            OptionTable.of("f:s:w:", "skip-fields= skip-chars= check-chars= group? all-repeated?");
    private static final OptionTable PATCH = OptionTable.of(
            "p:d:i:o:r:B:D:F:g:V:Y:z:",
            "strip= directory= input= output= reject-file= prefix= ifdef= fuzz= get= version-control= suffix= basename-prefix="
                    + " dry-run reverse forward backup batch force remove-empty-files");

    private TextTools() {}

    /** Its second operand is written. */
    static GuardDecision xxd(Call call) {
        List<Word> files =
                OptionTable.of("c:g:l:o:s:n:R:", "").read(call.words()).operands();
        return files.size() < 2
                ? call.readAll(files)
                : call.paths().read(files.get(0)).or(call.write(files.get(1)));
    }

    static GuardDecision split(Call call) {
        Arguments arguments = call.read(SPLIT);
        GuardDecision run = call.scripts(arguments.values("filter"));
        List<Word> prefix = arguments.operandsFrom(1);
        return run.or(call.readAll(arguments.operands().stream().limit(1).toList()))
                .or(prefix.isEmpty() ? call.writeHere() : call.writeAll(prefix));
    }

    static GuardDecision csplit(Call call) {
        List<Word> prefix = call.read(CSPLIT).values("f", "prefix");
        return prefix.isEmpty() ? call.writeHere() : call.writeAll(prefix);
    }

    static GuardDecision sort(Call call) {
        Arguments arguments = call.read(SORT);
        return call.scripts(arguments.values("compress-program"))
                .or(call.writeAll(arguments.values("o", "output", "T", "temporary-directory")))
                .or(call.readAll(arguments.operands()));
    }

    static GuardDecision output(Call call) {
        Arguments arguments = call.read(SHUF);
        return call.writeAll(arguments.values("o", "output")).or(call.readAll(arguments.operands()));
    }

    static GuardDecision uniq(Call call) {
        return call.writeAll(call.read(UNIQ).operandsFrom(1));
    }

    static GuardDecision patch(Call call) {
        Arguments arguments = call.read(PATCH);
        if (arguments.has("dry-run")) return GuardDecision.ALLOWED;
        Call there = arguments.value("d", "directory").map(call::in).orElse(call);
        return there.writeHere()
                .or(there.writeAll(arguments.operands().stream().limit(1).toList()))
                .or(there.writeAll(arguments.values("o", "output", "r", "reject-file")));
    }
}
