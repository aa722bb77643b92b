package orchestrator.guard.command.wrapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Word;

/** env: other variables, another directory, and then a command. */
final class Env {
    private static final OptionTable TABLE = OptionTable.of(
            "+u:C:S:P:",
            "ignore-environment null unset= chdir= split-string= block-signal? default-signal? ignore-signal? debug argv0=");

    private Env() {}

    /** The words up to a text that is split: what follows it belongs to the command. */
    private static List<Word> options(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).prefix();
            if (!text.startsWith("-")) break;
            if (text.matches("(?s)-[iv0]*S.+|--split-string=.*")) return words.subList(0, i + 1);
            if (text.matches("-[iv0]*S|--split-string")) return words.subList(0, Math.min(i + 2, words.size()));
            if (text.matches("-[uC]")) i++;
        }
        return words;
    }

    static GuardDecision judge(Call call) {
        Arguments arguments = TABLE.read(options(call.words()));
        List<Word> words = new ArrayList<>(arguments.operands());
        words.addAll(
                call.words().subList(options(call.words()).size(), call.words().size()));
        for (Word text : arguments.values("S", "split-string")) {
            Optional<String> known = text.literal().filter(line -> !line.matches("(?s).*[\"'\\\\$#].*"));
            if (known.isEmpty()) return call.script(text).or(call.run(words));
            words.addAll(
                    0,
                    Arrays.stream(known.get().strip().split("\\s+"))
                            .map(Word::of)
                            .toList());
        }
        Map<String, Word> assignments = new HashMap<>(call.invocation().assignments());
        while (!words.isEmpty() && words.get(0).prefix().matches("(?s)[A-Za-z_][A-Za-z0-9_]*=.*")) {
            Word word = words.remove(0);
            int equals = word.prefix().indexOf('=');
            assignments.put(word.prefix().substring(0, equals), Words.after(word, equals + 1));
        }
        if (words.stream().limit(1).anyMatch(word -> word.prefix().startsWith("BASH_FUNC_")))
            return GuardDecision.ask("variable", "A function given by a variable would run in place of a command.");
        if (words.isEmpty()) return GuardDecision.ALLOWED;
        Call there = arguments.value("C", "chdir").map(call::in).orElse(call);
        ShellCommand invocation = there.invocation();
        return call.shell().command(new ShellCommand(words, assignments, invocation.stdin(), invocation.directory()));
    }
}
