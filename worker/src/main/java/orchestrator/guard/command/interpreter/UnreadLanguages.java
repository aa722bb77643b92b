package orchestrator.guard.command.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.ProgramRule;
import orchestrator.guard.command.wrapper.PipedText;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;

/** Interpreters of languages that the guard does not read: code on the line is asked about unless it is plainly harmless. */
public final class UnreadLanguages {
    private static final Pattern DOUBTFUL = Pattern.compile(
            "(?is).*(system|exec|cmd|command|unlink|delete|remove|write|spawn|popen|process|runtime|shell|load|eval|import|require"
                    + "|open|file|sink|socket|save|rm\\b|rename|copy|mkdir|foreign|ccall|unsafe|`|\\brun\\b|include|source|parse|get\\(|do\\.call).*");
    private static final Map<String, String> CODE = Map.ofEntries(
            Map.entry("Rscript", "-e"),
            Map.entry("R", "-e"),
            Map.entry("tclsh", "-c"),
            Map.entry("guile", "-c"),
            Map.entry("groovy", "-e"),
            Map.entry("jshell", "-s"),
            Map.entry("elixir", "-e|--eval|--rpc-eval"),
            Map.entry("erl", "-eval|-run|-s"),
            Map.entry("ghc", "-e"),
            Map.entry("runghc", "-e"),
            Map.entry("julia", "-e|-E|--eval|--print"),
            Map.entry("scala", "-e"),
            Map.entry("clojure", "-e|-M"),
            Map.entry("clj", "-e|-M"),
            Map.entry("bb", "-e"),
            Map.entry("ocaml", "-e"),
            Map.entry("sbcl", "--eval"),
            Map.entry("racket", "-e"),
            Map.entry("octave", "--eval"),
            Map.entry("gnuplot", "-e"),
            Map.entry("kotlin", "-e"),
            Map.entry("swift", "-e"),
            Map.entry("pwsh", "-c|-Command|-command|-EncodedCommand|-enc"),
            Map.entry("powershell", "-c|-Command|-command|-EncodedCommand|-enc"),
            Map.entry("wish", "-c"),
            Map.entry("gjs", "-c"),
            Map.entry("qjs", "-e"),
            Map.entry("raku", "-e"),
            Map.entry("crystal", "eval"),
            Map.entry("io", "-e"),
            Map.entry("m4", "-D|--define"),
            Map.entry("dc", "-e"),
            Map.entry("gawk-mpfr", "-e"),
            Map.entry("swipl", "-g|-t"),
            Map.entry("maxima", "--batch-string|-r"));

    private UnreadLanguages() {}

    public static Map<String, ProgramRule> all() {
        Map<String, ProgramRule> all = new HashMap<>();
        CODE.keySet().forEach(name -> all.put(name, UnreadLanguages::judge));
        return all;
    }

    private static GuardDecision judge(Call call) {
        List<Word> words = call.words();
        String options = CODE.getOrDefault(call.program(), "-e");
        List<GuardDecision> decisions = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).prefix();
            if (text.matches(options) && i + 1 < words.size()) decisions.add(code(call, words.get(i + 1)));
            else if (text.matches("(" + options + ")=?.+") && !text.startsWith("--") || text.matches("--eval=.*"))
                decisions.add(code(call, words.get(i)));
        }
        Stdin stdin = call.invocation().stdin();
        boolean isFromStdin = OptionTable.of("", "").read(words).operands().stream()
                        .allMatch(word -> word.shown().equals("-"))
                && decisions.isEmpty();
        if (isFromStdin && !(stdin instanceof Stdin.Inherited))
            decisions.add(PipedText.of(stdin, call)
                    .map(text -> code(call, Word.of(text)))
                    .orElseGet(() -> asked(call)));
        return GuardDecision.strictest(decisions);
    }

    private static GuardDecision code(Call call, Word code) {
        boolean isHarmless = code.literal().isPresent()
                && !(call.program().equals("dc") && code.shown().contains("!"))
                && !DOUBTFUL.matcher(code.shown()).matches();
        return isHarmless ? GuardDecision.ALLOWED : asked(call);
    }

    private static GuardDecision asked(Call call) {
        return GuardDecision.ask(
                "unread-code",
                "The guard cannot read code for " + call.program() + ". Write it into a file of the project.");
    }
}
