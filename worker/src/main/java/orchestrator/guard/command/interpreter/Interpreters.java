package orchestrator.guard.command.interpreter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.code.CodeLanguage;
import orchestrator.guard.code.InlineCode;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.wrapper.PipedText;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;

/** python, node, perl, ruby, php and lua: code on the line, by the standard input, or in a file. */
public final class Interpreters {
    private Interpreters() {}

    /** The language of a program that is an interpreter. */
    public static Optional<CodeLanguage> language(String program) {
        return CodeLanguage.of(program);
    }

    public static GuardDecision judge(Call call, CodeLanguage language) {
        List<Word> words = call.words();
        String program = call.program();
        if (program.equals("bun") || program.equals("deno")) return runtime(call, language);
        InlineCode.Options options = InlineCode.options(language);
        Arguments arguments = options.read(words);
        List<GuardDecision> decisions = new ArrayList<>();
        List<Word> code = new ArrayList<>(options.code(arguments));
        if (language == CodeLanguage.JAVASCRIPT)
            code.addAll(
                    arguments.operands().stream().limit(attachedCode(arguments)).toList());
        for (Word each : code) decisions.add(InlineCode.text(each, language, call));
        if (program.startsWith("ipython")
                && code.stream().anyMatch(each -> each.shown().matches("(?s).*(^|\\n)\\s*[!%].*")))
            decisions.add(GuardDecision.ask("dynamic-code", "Lines with ! or % run what the guard cannot read."));
        for (String preload : options.preloads())
            for (Word file : arguments.values(preload))
                if (file.prefix().matches("[/.].*")) decisions.add(file(call, file, language));
        boolean isInPlace = language != CodeLanguage.PYTHON && arguments.has("i") && !code.isEmpty();
        decisions.add(isInPlace ? call.writeAll(arguments.operands()) : GuardDecision.ALLOWED);
        boolean readsFiles = language.readsOperands() && arguments.has("n", "p", "a") && !code.isEmpty();
        decisions.add(readsFiles ? call.readAll(arguments.operands()) : GuardDecision.ALLOWED);
        if (language == CodeLanguage.PHP
                && arguments.values("d", "define").stream()
                        .anyMatch(
                                word -> word.shown()
                                        .matches(
                                                "(?s)(auto_(ap|pre)pend_file|extension|zend_extension|allow_url_include|disable_functions).*")))
            decisions.add(GuardDecision.ask("unknown-script", "With these settings php would run other code."));
        if (language == CodeLanguage.PYTHON && arguments.has("m"))
            return PythonModules.judge(call, arguments).or(GuardDecision.strictest(decisions));
        if (!code.isEmpty() || arguments.has("version", "v", "V", "h", "help"))
            return GuardDecision.strictest(decisions);
        boolean isStdin = arguments.operands().isEmpty() || arguments.operand(0).matches("-|/dev/stdin|/dev/fd/0");
        decisions.add(
                isStdin
                        ? stdin(call, language)
                        : file(call, arguments.operands().get(0), language));
        return GuardDecision.strictest(decisions);
    }

    /** {@code node -pe CODE}: the letters share the value. */
    private static int attachedCode(Arguments arguments) {
        boolean isShared =
                arguments.values("p").stream().anyMatch(word -> word.literal().equals(Optional.of("e")));
        return isShared ? 1 : 0;
    }

    private static GuardDecision stdin(Call call, CodeLanguage language) {
        Stdin stdin = call.invocation().stdin();
        if (stdin instanceof Stdin.Inherited) return GuardDecision.ALLOWED;
        if (stdin instanceof Stdin.Text text) return InlineCode.text(text.text(), language, call);
        Optional<String> text = PipedText.of(stdin, call);
        if (text.isPresent()) return InlineCode.text(Word.of(text.get()), language, call);
        if (PipedText.isFetched(stdin))
            return GuardDecision.ask(
                    "pipe-from-network",
                    call.program()
                            + " would run code from the network that nobody has read. Download it into a file and read it first.");
        return GuardDecision.ask(
                "unknown-code",
                "Which code " + call.program() + " runs cannot be known before it runs. Write it into a file.");
    }

    static GuardDecision file(Call call, Word file, CodeLanguage language) {
        if (file.hasUnknown() && file.shown().startsWith("<("))
            return GuardDecision.ask(
                    file.shown().matches("(?s).*\\b(curl|wget|nc)\\b.*") ? "pipe-from-network" : "unknown-code",
                    "Which code " + call.program() + " runs cannot be known before it runs. Write it into a file.");
        Optional<Path> path = call.paths().path(file);
        return path.map(known -> InlineCode.file(known, language, call)
                        .or(call.around().files().read(known)))
                .orElse(GuardDecision.ALLOWED);
    }

    private static GuardDecision runtime(Call call, CodeLanguage language) {
        List<Word> words = call.words();
        String action = words.isEmpty() ? "" : words.get(0).literal().orElse("");
        List<Word> rest = words.isEmpty() ? words : words.subList(1, words.size());
        Optional<Word> file =
                rest.stream().filter(word -> !word.prefix().startsWith("-")).findFirst();
        if (action.matches("eval|-e|-p|--eval|--print"))
            return file.map(code -> InlineCode.text(code, language, call)).orElse(GuardDecision.ALLOWED);
        if (action.equals("run")) {
            if (file.filter(word -> word.prefix().matches("https?:.*|jsr:.*|npm:.*"))
                    .isPresent()) return GuardDecision.ask("foreign-package", "Code from the network would run here.");
            if (file.filter(word -> word.shown().equals("-")).isPresent()
                    || words.stream().anyMatch(word -> word.shown().equals("-"))) return stdin(call, language);
            return file.map(each -> file(call, each, language)).orElse(GuardDecision.ALLOWED);
        }
        if (action.equals("install")
                && call.program().equals("deno")
                && words.stream().anyMatch(word -> word.shown().matches("-g|--global")))
            return GuardDecision.ask("install", "This changes programs for the whole machine, not just this project.");
        if (action.equals("-")) return stdin(call, language);
        return action.endsWith("js") || action.endsWith("ts")
                ? file(call, words.get(0), language)
                : GuardDecision.ALLOWED;
    }
}
