package orchestrator.guard.command.wrapper;

import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.shell.Word;

/** fd: runs a command for each file that it finds, which ignored and hidden files are not among by default. */
final class FdFind {
    private FdFind() {}

    static GuardDecision judge(Call call) {
        List<Word> words = call.words();
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).literal().orElse("").matches("-[xX]|--exec(-batch)?")) continue;
            List<Word> operands = words.subList(0, i).stream()
                    .filter(word -> !word.prefix().startsWith("-"))
                    .toList();
            Word root = operands.size() > 1 ? operands.get(operands.size() - 1) : Word.of(".");
            String pattern = operands.isEmpty() || operands.get(0).shown().equals(".") ? "*" : "found";
            List<Word> command = words.subList(i + 1, words.size());
            Word found = FoundFiles.below(root, pattern);
            boolean hasPlace = command.stream().anyMatch(word -> word.shown().contains("{}"));
            return call.run(
                    hasPlace
                            ? Placeholder.fill(command, "{}", found)
                            : orchestrator.guard.command.call.Words.concat(command, List.of(found)));
        }
        return GuardDecision.ALLOWED;
    }
}
