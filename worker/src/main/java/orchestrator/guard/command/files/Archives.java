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

/** Archives and compressed files, except those of tar. */
final class Archives {
    private static final OptionTable UNZIP = OptionTable.of("d:x:P:", "");
    private static final OptionTable ZIP = OptionTable.of(
            "b:i:n:O:P:t:x:s:Z:",
            "unzip-command= temp-path= out= output-file= exclude= include= password= move test recurse-paths delete");
    private static final OptionTable COMPRESS = OptionTable.of(
            "S:o:T:D:M:B:",
            "stdout to-stdout keep decompress uncompress suffix= force test list output-dir-flat= output-dir-mirror="
                    + " threads= memlimit= files? files0? rm");
    private static final OptionTable CPIO = OptionTable.of(
            "D:F:O:I:E:H:C:M:R:",
            "directory= file= rsh-command= create extract pass-through list no-absolute-filenames make-directories");

    private static final OptionTable AR = OptionTable.of("", "output= plugin= target=");

    private Archives() {}

    static GuardDecision unzip(Call call) {
        Arguments arguments = call.read(UNZIP);
        if (arguments.has("l", "t", "p", "v", "z", "Z", "c")) return GuardDecision.ALLOWED;
        if (arguments.has(":")) return GuardDecision.deny("write-outside", "With -: an archive may write anywhere.");
        return arguments.value("d").map(call::write).orElseGet(call::writeHere);
    }

    static GuardDecision zip(Call call) {
        List<Word> words = new ArrayList<>();
        List<Word> commands = new ArrayList<>();
        for (int i = 0; i < call.words().size(); i++) {
            Word word = call.words().get(i);
            if (word.prefix().startsWith("-TT")) {
                commands.add(word.prefix().length() > 3 ? Words.after(word, 3) : next(call.words(), ++i));
            } else {
                words.add(word);
            }
        }
        Arguments arguments = ZIP.read(words);
        commands.addAll(arguments.values("unzip-command"));
        List<Word> operands = arguments.operands();
        GuardDecision written = call.writeAll(
                        operands.stream().limit(1).filter(word -> !isDash(word)).toList())
                .or(call.writeAll(arguments.values("b", "O", "temp-path", "out", "output-file")));
        GuardDecision read = Call.each(arguments.operandsFrom(1), call.paths()::readTree);
        GuardDecision moved =
                arguments.has("m", "move") ? call.deleteAll(arguments.operandsFrom(1), true) : GuardDecision.ALLOWED;
        return call.scripts(commands).or(written).or(read).or(moved);
    }

    private static Word next(List<Word> words, int index) {
        return index < words.size() ? words.get(index) : Word.of("");
    }

    private static boolean isDash(Word word) {
        return word.literal().equals(Optional.of("-"));
    }

    static GuardDecision sevenZip(Call call) {
        List<Word> operands = call.words().stream()
                .filter(word -> !word.prefix().startsWith("-"))
                .toList();
        List<Word> targets = call.words().stream()
                .filter(word -> word.prefix().matches("-[ow].+"))
                .map(word -> Words.after(word, 2))
                .toList();
        String command = operands.isEmpty() ? "" : operands.get(0).literal().orElse("a");
        GuardDecision given = call.writeAll(targets);
        return switch (command) {
            case "x", "e" -> targets.isEmpty() ? given.or(call.writeHere()) : given;
            case "a", "u", "d", "rn" ->
                given.or(call.writeAll(operands.stream().skip(1).limit(1).toList()))
                        .or(Call.each(operands.stream().skip(2).toList(), call.paths()::readTree));
            default -> given;
        };
    }

    static GuardDecision cpio(Call call) {
        Arguments arguments = call.read(CPIO);
        GuardDecision run = call.scripts(arguments.values("rsh-command"));
        if (arguments.has("i", "extract") && !arguments.has("t", "list")) {
            GuardDecision written =
                    arguments.value("D", "directory").map(call::write).orElseGet(call::writeHere);
            GuardDecision absolute = arguments.has("no-absolute-filenames")
                    ? GuardDecision.ALLOWED
                    : GuardDecision.ask(
                            "write-outside", "cpio may write anywhere unless --no-absolute-filenames is given.");
            return run.or(written).or(absolute);
        }
        GuardDecision copied =
                arguments.has("p", "pass-through") ? call.writeAll(arguments.operands()) : GuardDecision.ALLOWED;
        return run.or(copied).or(call.writeAll(arguments.values("F", "O", "file")));
    }

    static GuardDecision ar(Call call) {
        List<Word> words = call.words();
        if (words.size() < 2) return GuardDecision.ALLOWED;
        String command = words.get(0).literal().orElse("r");
        if (command.matches("-?[tp].*")) return GuardDecision.ALLOWED;
        if (command.matches("-?x.*"))
            return call.writeHere().or(call.writeAll(call.read(AR).values("output")));
        return call.write(words.get(1));
    }

    /** They replace a file by another beside it. */
    static GuardDecision compress(Call call) {
        Arguments arguments = call.read(COMPRESS);
        GuardDecision written = call.writeAll(arguments.values("o", "output-dir-flat", "output-dir-mirror"));
        if (arguments.has("c", "stdout", "to-stdout", "t", "test", "l", "list"))
            return written.or(call.readAll(arguments.operands()));
        return written.or(call.writeAll(arguments.operands()));
    }
}
