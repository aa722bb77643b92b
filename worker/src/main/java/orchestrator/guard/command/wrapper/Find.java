package orchestrator.guard.command.wrapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.shell.Word;

/** find: what it deletes, writes and runs, for each place where it looks. */
final class Find {
    private Find() {}

    static GuardDecision judge(Call call) {
        FoundFiles found = FoundFiles.of(call.words());
        List<Word> tests = found.tests();
        List<GuardDecision> decisions = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            String test = tests.get(i).literal().orElse("");
            switch (test) {
                case "-delete" ->
                    decisions.add(call.deleteAll(found.words(), true).or(throughLinks(call)));
                case "-fprint", "-fprint0", "-fls", "-fprintf" -> {
                    if (i + 1 < tests.size()) decisions.add(call.write(tests.get(i + 1)));
                }
                case "-exec", "-execdir", "-ok", "-okdir" -> {
                    List<Word> command = command(tests, i + 1);
                    decisions.add(Call.each(found.words(), word -> call.run(Placeholder.fill(command, "{}", word))));
                    i += command.size();
                }
                default -> {
                    if (tests.get(i).hasUnknown() && tests.get(i).prefix().isEmpty() && isLoose(tests, i))
                        decisions.add(GuardDecision.deny(
                                "unknown-option",
                                "What find does with " + tests.get(i).shown() + " cannot be known before it runs."));
                }
            }
        }
        return GuardDecision.strictest(decisions);
    }

    private static GuardDecision throughLinks(Call call) {
        return call.words().stream().anyMatch(word -> word.literal().orElse("").matches("-L|-follow"))
                ? GuardDecision.ask("through-links", "find would delete what links lead to. Leave -L out.")
                : GuardDecision.ALLOWED;
    }

    /** An unknown word that is not the value of a test could be {@code -delete}. */
    private static boolean isLoose(List<Word> tests, int index) {
        boolean splits = tests.get(index).pieces().stream()
                .anyMatch(piece -> piece instanceof Word.Unknown unknown && unknown.splits());
        return splits && (index == 0 || !tests.get(index - 1).prefix().startsWith("-"));
    }

    private static List<Word> command(List<Word> tests, int from) {
        int end = from;
        while (end < tests.size()) {
            Optional<String> text = tests.get(end).literal();
            if (text.equals(Optional.of(";"))) break;
            if (text.equals(Optional.of("+")) && tests.get(end - 1).prefix().equals("{}")) break;
            end++;
        }
        return tests.subList(from, end);
    }
}
