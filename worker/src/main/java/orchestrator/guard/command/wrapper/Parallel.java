package orchestrator.guard.command.wrapper;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** GNU parallel: a template for a shell, and arguments for it. */
final class Parallel {
    private static final OptionTable TABLE = OptionTable.of(
            "+j:a:n:N:L:I:S:C:d:P:s:",
            "jobs= arg-file= max-args= colsep= delimiter= sshlogin= joblog= results= tmpdir= workdir= timeout= retries= delay= halt= tagstring= max-procs= env= load= memfree= basefile=");

    private Parallel() {}

    static GuardDecision judge(Call call) {
        Arguments arguments = call.read(TABLE);
        if (arguments.has("S", "sshlogin"))
            return GuardDecision.ask("remote", "parallel would run commands on other hosts.");
        List<Word> template = new ArrayList<>();
        List<Word> values = new ArrayList<>();
        boolean isValue = false;
        boolean areFiles = false;
        for (Word word : arguments.operands()) {
            String text = word.literal().orElse("");
            if (text.matches(":::+\\+?")) {
                isValue = true;
                areFiles |= text.startsWith("::::");
            } else {
                (isValue ? values : template).add(word);
            }
        }
        GuardDecision written = call.writeAll(arguments.values("joblog", "results", "tmpdir"));
        boolean areKnown = isValue && !areFiles && values.stream().noneMatch(Word::hasUnknown);
        if (template.isEmpty()) return written.or(ofCommands(call, values, areKnown));
        if (template.stream().anyMatch(Word::hasUnknown)) return written.or(call.script(new Word(pieces(template))));
        String text = template.stream().map(Word::shown).collect(Collectors.joining(" "));
        if (!areKnown) {
            List<Word> found =
                    isValue ? List.of() : PipedNames.lines(call.invocation().stdin(), call);
            boolean isPlain = !found.isEmpty()
                    && !arguments.has("a", "arg-file")
                    && found.stream()
                            .allMatch(each -> !each.hasUnknown() && each.shown().matches("[\\w./*][\\w./*-]*"));
            if (!isPlain) return written.or(call.script(Word.of(fill(text, Placeholder.VARIABLE))));
            values.addAll(found);
        }
        return written.or(Call.each(values, value -> call.script(Word.of(fill(text, value.shown())))));
    }

    /** Without a template each argument, or each line of the input, is a command. */
    private static GuardDecision ofCommands(Call call, List<Word> values, boolean areKnown) {
        return areKnown ? call.scripts(values) : Shells.fromStdin(call);
    }

    private static String fill(String template, String value) {
        boolean hasPlace = template.matches("(?s).*\\{[#%./0-9]*}.*");
        return hasPlace
                ? template.replaceAll("\\{[#%./0-9]*}", Matcher.quoteReplacement(value))
                : template + " " + value;
    }

    private static List<Word.Piece> pieces(List<Word> words) {
        return words.stream().flatMap(word -> word.pieces().stream()).toList();
    }
}
