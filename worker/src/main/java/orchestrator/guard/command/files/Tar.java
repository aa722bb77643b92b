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

/** tar: what it extracts, packs, and runs. */
final class Tar {
    private static final OptionTable TABLE = OptionTable.of(
            "f:C:T:X:b:g:I:F:L:H:K:N:V:",
            "file= directory= files-from= exclude-from= exclude= exclude-vcs blocking-factor= listed-incremental="
                    + " use-compress-program= info-script= new-volume-script= to-command= checkpoint-action= checkpoint?"
                    + " rsh-command= rmt-command= absolute-names remove-files one-top-level? extract get create append"
                    + " update list diff compare delete concatenate to-stdout transform= xform= strip-components= owner="
                    + " group= mode= mtime= format= label= sort= warning= suffix= backup? index-file= overwrite unlink-first"
                    + " recursive-unlink keep-old-files exclude-tag= newer= after-date= tape-length= starting-file=");

    private Tar() {}

    static GuardDecision judge(Call call) {
        Arguments arguments = TABLE.read(dashed(call.words()));
        List<GuardDecision> decisions = new ArrayList<>();
        decisions.add(call.scripts(arguments.values(
                "I",
                "use-compress-program",
                "F",
                "info-script",
                "new-volume-script",
                "to-command",
                "rsh-command",
                "rmt-command")));
        for (Word action : arguments.values("checkpoint-action"))
            if (!action.prefix().matches("(dot|echo|bell|ttyout|totals|sleep|wait).*"))
                decisions.add(call.script(
                        Words.after(action, Math.max(0, action.prefix().indexOf('=') + 1))));
        List<Word> archives = arguments.values("f", "file");
        if (archives.stream().anyMatch(archive -> archive.prefix().matches("[^/]+:.*")))
            decisions.add(GuardDecision.ask("remote", "An archive on another host: tar would log in there."));
        if (arguments.has("x", "extract", "get")) {
            decisions.add(extract(call, arguments));
        } else if (arguments.has("c", "r", "u", "create", "append", "update", "A", "delete")) {
            decisions.add(pack(call, arguments, archives));
        }
        decisions.add(call.writeAll(arguments.values("g", "listed-incremental", "index-file")));
        return GuardDecision.strictest(decisions);
    }

    /** The first word may be a bundle of letters without a dash; their values then follow in order. */
    private static List<Word> dashed(List<Word> words) {
        if (words.isEmpty()) return words;
        String first = words.get(0).literal().orElse("-");
        if (!first.matches("[A-Za-z]+")) return words;
        List<Word> options = new ArrayList<>();
        int next = 1;
        for (char letter : first.toCharArray()) {
            options.add(Word.of("-" + letter));
            if ("fCTXbgIFLHKNV".indexOf(letter) >= 0 && next < words.size()) options.add(words.get(next++));
        }
        return Words.concat(options, words.subList(next, words.size()));
    }

    private static GuardDecision extract(Call call, Arguments arguments) {
        if (arguments.has("P", "absolute-names"))
            return GuardDecision.deny(
                    "write-outside", "With -P an archive may write anywhere. Extract without it, into a directory.");
        if (arguments.has("O", "to-stdout")) return GuardDecision.ALLOWED;
        Optional<Word> directory = arguments.value("C", "directory");
        GuardDecision written = directory.map(call::write).orElseGet(call::writeHere);
        return written.or(call.writeAll(arguments.values("one-top-level")));
    }

    private static GuardDecision pack(Call call, Arguments arguments, List<Word> archives) {
        List<Word> files = archives.stream()
                .filter(archive -> !archive.literal().equals(Optional.of("-")))
                .toList();
        Optional<Word> directory = arguments.value("C", "directory");
        Call there = directory.map(call::in).orElse(call);
        GuardDecision read = Call.each(arguments.operands(), there.paths()::readTree);
        GuardDecision removed =
                arguments.has("remove-files") ? there.deleteAll(arguments.operands(), true) : GuardDecision.ALLOWED;
        for (Word file : files) if (Devices.isDevice(file)) return Devices.refusal(file);
        return call.writeAll(files).or(read).or(removed);
    }
}
