package orchestrator.guard.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.code.KnownCalls.Effect;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Word;

/** Judges what a call does with its arguments. What is made up while the code runs is asked about. */
final class CodeEffects {
    private static final String KEYWORD = "[a-z_]+";
    /** The place of an argument that says that a method counts only if it is one of a path. */
    private static final int ONLY_OF_PATHS = -2;

    private final Call call;
    private final CodeValues values;

    CodeEffects(Call call, CodeValues values) {
        this.call = call;
        this.values = values;
    }

    static GuardDecision dynamic(String name) {
        return GuardDecision.ask(
                "dynamic-code",
                "With " + name
                        + " the code can do what its text does not show. Write it plainly, or into a file of the project.");
    }

    GuardDecision of(Effect effect, String name, List<List<CodePart>> all) {
        List<List<CodePart>> arguments =
                all.stream().filter(argument -> !isKeyword(argument)).toList();
        if (arguments.isEmpty()) arguments = all;
        Word word = argument(arguments, Math.max(0, effect.argument()));
        return switch (effect.action()) {
            case READ -> call.paths().read(word);
            case WRITE ->
                arguments.size() <= effect.argument()
                        ? GuardDecision.ALLOWED
                        : path(word, call::write).or(mode(name, arguments));
            case DELETE -> path(word, path -> call.paths().delete(path, false));
            case TREE -> path(word, path -> call.paths().delete(path, true));
            case MOVE ->
                path(word, path -> call.paths().delete(path, false)).or(path(argument(arguments, 1), call::write));
            case COPY -> call.paths().read(word).or(path(argument(arguments, 1), call::write));
            case LINK -> path(word, call::write).or(path(argument(arguments, 1), call::write));
            case OPEN -> open(withMode(all));
            case RUN -> run(arguments, effect.argument());
            case SCRIPT -> script(word);
            case EXEC -> exec(arguments, effect.argument());
            case DYNAMIC -> isBlock(arguments) ? GuardDecision.ALLOWED : dynamic(name);
            case OPAQUE -> GuardDecision.ask("opaque-code", name + " reaches what the guard cannot see.");
            case NAMED -> named(all);
            case CODE, SAFE -> GuardDecision.ALLOWED;
        };
    }

    private GuardDecision named(List<List<CodePart>> all) {
        return all.stream()
                .filter(argument ->
                        isKeyword(argument) && argument.get(0).text().matches("filename|dir"))
                .map(argument -> path(values.word(argument.subList(2, argument.size())), call::write))
                .reduce(GuardDecision.ALLOWED, GuardDecision::or);
    }

    private static GuardDecision mode(String name, List<List<CodePart>> arguments) {
        boolean isSetuid = name.matches("(.*\\.)?l?chmod(Sync|_R)?")
                && arguments.stream()
                        .flatMap(List::stream)
                        .anyMatch(part -> part.text().matches("0?o?0?[4-7][0-7]{3}|S_ISUID|S_ISGID"));
        return isSetuid
                ? GuardDecision.ask("setuid", "A program with this mode runs as its owner, whoever starts it.")
                : GuardDecision.ALLOWED;
    }

    private static boolean isKeyword(List<CodePart> argument) {
        return argument.size() > 2
                && argument.get(0).isName()
                && argument.get(0).text().matches(KEYWORD)
                && (argument.get(1).is("=")
                        || argument.get(1).is(":")
                        || argument.get(1).is("=>"));
    }

    private static boolean isBlock(List<List<CodePart>> arguments) {
        return !arguments.isEmpty() && arguments.get(0).stream().limit(1).anyMatch(part -> part.is("{"));
    }

    private Word argument(List<List<CodePart>> arguments, int index) {
        if (index >= arguments.size()) return new Word(List.of(new Word.Unknown("nothing", false)));
        List<CodePart> argument = arguments.get(index);
        boolean isKeyword = isKeyword(argument);
        return values.word(isKeyword ? argument.subList(2, argument.size()) : argument);
    }

    /** @param receiver such as {@code Path("x")} */
    GuardDecision ofMethod(Effect effect, List<CodePart> receiver, List<List<CodePart>> arguments) {
        if (effect.argument() >= 0) return of(effect, "this call", arguments);
        boolean isPath = values.isPath(receiver);
        if (effect.argument() == ONLY_OF_PATHS && !isPath) return GuardDecision.ALLOWED;
        Word path = values.word(receiver);
        return switch (effect.action()) {
            case OPEN -> {
                boolean writes =
                        !arguments.isEmpty() && argument(arguments, 0).shown().matches("[rbt]*[wax+][wax+bt]*");
                yield writes ? path(path, call::write) : GuardDecision.ALLOWED;
            }
            case READ -> call.paths().read(path);
            case TREE -> path(path, each -> call.paths().delete(each, true));
            case DELETE -> path(path, each -> call.paths().delete(each, false));
            case MOVE ->
                path(path, each -> call.paths().delete(each, false)).or(path(argument(arguments, 0), call::write));
            default -> path(path, call::write);
        };
    }

    private interface PathRule {
        GuardDecision judge(Word path);
    }

    private static GuardDecision path(Word word, PathRule rule) {
        if (!word.prefix().isEmpty() || word.literal().isPresent()) {
            GuardDecision decision = rule.judge(word);
            return decision.rule().equals("unknown-path") && decision.isDenied() ? computed(word) : decision;
        }
        return computed(word);
    }

    private static GuardDecision computed(Word word) {
        return GuardDecision.ask(
                "computed-path",
                "Which file " + word.shown() + " is will only be known when the code runs. Write the path out.");
    }

    /** Without a mode a file is read; in Perl the mode may stand before the path, or in it. */
    private GuardDecision open(List<List<CodePart>> arguments) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++)
            texts.add(argument(arguments, i).shown());
        if (arguments.isEmpty()) return GuardDecision.ALLOWED;
        boolean isPerl = texts.size() > 1 && texts.get(1).strip().matches("(?s)(\\+?[<>]|\\||-\\|).*|.*\\|");
        if (isPerl) return openPerl(arguments, texts.get(1).strip());
        Word path = argument(arguments, 0);
        if (path.prefix().startsWith("|")) return script(Word.of(path.shown().substring(1)));
        if (texts.size() < 2) return call.paths().read(path);
        String mode = texts.get(1).strip();
        boolean isLiteral = argument(arguments, 1).literal().isPresent();
        if (isLiteral && mode.matches("[rbtU]*|r:.*|utf-?8"))
            return call.paths().read(path);
        return isLiteral || !mode.matches(".*O_RDONLY|-?\\d+")
                ? path(path, call::write)
                : call.paths().read(path);
    }

    /** In Python the mode may be given by its name. */
    private static List<List<CodePart>> withMode(List<List<CodePart>> all) {
        List<List<CodePart>> arguments = new ArrayList<>();
        for (List<CodePart> each : all)
            if (!isKeyword(each) || each.get(0).text().equals("file")) arguments.add(each);
        for (List<CodePart> each : all)
            if (isKeyword(each) && each.get(0).text().matches("mode|flags?"))
                arguments.add(Math.min(1, arguments.size()), each.subList(2, each.size()));
        return arguments;
    }

    private GuardDecision openPerl(List<List<CodePart>> arguments, String mode) {
        boolean isApart = arguments.size() > 2;
        Word second = argument(arguments, 1);
        if (mode.startsWith("|") || mode.endsWith("|")) {
            if (isApart) return run(arguments, 2);
            return second.hasUnknown() ? script(second) : script(Word.of(mode.replaceAll("^\\||\\|$", "")));
        }
        boolean writes = mode.matches("(?s)\\+?>.*|\\+<.*");
        String text = mode.replaceFirst("^\\+?[<>]+\\s*(:\\S+)?\\s*", "");
        Word path = isApart ? argument(arguments, 2) : second.hasUnknown() ? opened(second) : Word.of(text);
        if (!isApart && text.startsWith("&")) return GuardDecision.ALLOWED;
        return writes ? path(path, call::write) : call.paths().read(path);
    }

    /** Without the mode before it. */
    private static Word opened(Word word) {
        String mode = word.prefix().replaceFirst("(?s)^(\\+?[<>]*\\s*).*", "$1");
        return Words.after(word, mode.length());
    }

    GuardDecision script(Word text) {
        if (text.literal().isPresent()) return call.script(text);
        return GuardDecision.ask(
                "computed-command", "Which command runs will only be known when the code runs. Write it out.");
    }

    /** A list of words, a program with a list, several texts, or one text for a shell. */
    private GuardDecision run(List<List<CodePart>> arguments, int at) {
        if (at >= arguments.size()) return GuardDecision.ALLOWED;
        List<CodePart> first = arguments.get(at);
        boolean isKeyword = isKeyword(first);
        Optional<List<Word>> list = values.list(isKeyword ? first.subList(2, first.size()) : first);
        if (list.isPresent()) return command(list.get());
        Word word = argument(arguments, at);
        List<Word> words = new ArrayList<>(List.of(word));
        for (List<CodePart> rest : arguments.subList(at + 1, arguments.size())) {
            Optional<List<Word>> more = values.list(rest);
            boolean isObject = rest.stream().limit(1).anyMatch(part -> part.is("{"));
            if (more.isPresent()) words.addAll(more.get());
            else if (!isObject && rest.stream().anyMatch(part -> part.isString())) words.add(values.word(rest));
            else if (!isObject
                    && rest.size() == 1
                    && rest.get(0).isName()
                    && !rest.get(0).text().matches("[a-z]+_?[a-z]*|callback|cb|err")) words.add(values.word(rest));
        }
        return words.size() > 1 ? command(words) : script(word);
    }

    private GuardDecision command(List<Word> words) {
        if (words.isEmpty()) return GuardDecision.ALLOWED;
        if (words.get(0).shown().equals("sys.executable")
                || words.get(0).shown().equals("process.execPath")) {
            List<Word> own = new ArrayList<>(words);
            own.set(0, Word.of(call.program()));
            return call.run(own);
        }
        if (words.get(0).literal().isEmpty())
            return GuardDecision.ask(
                    "computed-command", "Which program runs will only be known when the code runs. Write it out.");
        GuardDecision decision = call.run(words);
        boolean isDoubt = decision.isDenied() && decision.rule().equals("unknown-path");
        return isDoubt ? GuardDecision.ask(decision.rule(), decision.reason()) : decision;
    }

    /** The program, and then its arguments, the first of which is its name again. */
    private GuardDecision exec(List<List<CodePart>> arguments, int at) {
        if (at >= arguments.size()) return GuardDecision.ALLOWED;
        List<Word> words = new ArrayList<>(List.of(argument(arguments, at)));
        List<Word> rest = new ArrayList<>();
        for (List<CodePart> each : arguments.subList(at + 1, arguments.size()))
            values.list(each).ifPresentOrElse(rest::addAll, () -> rest.add(values.word(each)));
        if (!rest.isEmpty() && !call.program().startsWith("php")) rest.remove(0);
        words.addAll(rest);
        return command(words);
    }
}
