package orchestrator.guard.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.command.wrapper.HiddenShell;
import orchestrator.guard.shell.Word;

/** A program that no rule knows: it may not be given secrets, nor an output outside. */
final class GenericProgram {
    private static final Set<String> PRINTING = Set.of(
            "echo",
            "printf",
            "test",
            "[",
            "[[",
            "true",
            "false",
            ":",
            "ls",
            "stat",
            "basename",
            "dirname",
            "realpath",
            "readlink",
            "which",
            "type",
            "pwd");
    private static final Set<String> LAST_IS_OUTPUT = Set.of(
            "ffmpeg", "convert", "magick", "montage", "sox", "lame", "pdftk", "gs", "cwebp", "pdfunite", "objcopy");
    private static final Set<String> EXTRACTING = Set.of("javac", "kotlinc", "scalac", "unsquashfs");
    private static final Pattern IN_PLACE = Pattern.compile("-i|--in-?place|-w|--write|--fix");
    private static final Pattern OUTPUT = Pattern.compile(
            "-o|-out|--?out(put)?(-?(file|dir|path|directory))?|--(outdir|outfile|dest|destination|target-dir|log-file|logfile|report-file|save-to|write-to)");

    private GenericProgram() {}

    static GuardDecision judge(Call call) {
        if (PRINTING.contains(call.program())) return GuardDecision.ALLOWED;
        List<GuardDecision> decisions = new ArrayList<>();
        decisions.add(HiddenShell.judge(call));
        List<Word> words = call.words();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            String prefix = word.prefix();
            int equals = prefix.indexOf('=');
            if (equals > 0 && OUTPUT.matcher(prefix.substring(0, equals)).matches())
                decisions.add(output(call, Words.after(word, equals + 1)));
            else if ((OUTPUT.matcher(prefix).matches() || prefix.equals("-d") && EXTRACTING.contains(call.program()))
                    && i + 1 < words.size()) decisions.add(output(call, words.get(i + 1)));
            else if (prefix.matches("-o/.+")) decisions.add(output(call, Words.after(word, 2)));
            decisions.add(secret(call, word));
        }
        decisions.add(written(call));
        boolean runsOther = words.stream().anyMatch(word -> word.shown().matches("-wrapper|-fplugin=.*|-?-specs=.*"));
        if (runsOther && call.program().matches("(.*-)?(gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+|gfortran)(-\\d+)?"))
            decisions.add(GuardDecision.ask("unknown-script", "The compiler would run another program than its own."));
        return GuardDecision.strictest(decisions);
    }

    /** Names outside, of files that the program changes in place or makes of its other arguments. */
    private static GuardDecision written(Call call) {
        List<Word> operands = call.words().stream()
                .filter(word -> !word.prefix().startsWith("-"))
                .toList();
        if (operands.isEmpty()) return GuardDecision.ALLOWED;
        boolean changesAll = call.words().stream()
                .anyMatch(word -> IN_PLACE.matcher(word.shown()).matches());
        int from = changesAll ? 0 : operands.size() - 1;
        boolean changesAny = changesAll || LAST_IS_OUTPUT.contains(call.program());
        return changesAny
                ? Call.each(operands.subList(from, operands.size()), word -> output(call, word))
                : GuardDecision.ALLOWED;
    }

    private static GuardDecision output(Call call, Word file) {
        if (!file.prefix().contains("/") || file.literal().isEmpty()) return GuardDecision.ALLOWED;
        return call.write(file);
    }

    static GuardDecision secret(Call call, Word word) {
        String prefix = word.prefix();
        Word path = word;
        int start = Math.max(prefix.indexOf('='), prefix.indexOf('@'));
        if (start >= 0 && !prefix.startsWith("/")) path = Words.after(word, start + 1);
        if (path.prefix().startsWith("file://")) path = Words.after(path, 7);
        if (path.prefix().matches("-[A-Za-z]/.*")) path = Words.after(path, 2);
        String known = path.prefix();
        boolean isPath = known.startsWith("/") || known.startsWith("../") || known.startsWith("./");
        return isPath || !known.isEmpty() && !known.startsWith("-") && known.indexOf('/') > 0
                ? call.paths().read(path)
                : GuardDecision.ALLOWED;
    }
}
