package orchestrator.guard.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.code.CodePart.Kind;
import orchestrator.guard.code.KnownCalls.Action;
import orchestrator.guard.code.KnownCalls.Effect;
import orchestrator.guard.command.call.Call;

/** Goes through a program's parts and judges each call that is known to matter. */
final class CodeJudge {
    private static final int DEPTH_MAX = 5;
    private final CodeLanguage language;
    private final KnownCalls known;
    private final Call call;
    private final List<GuardDecision> decisions = new ArrayList<>();

    private CodeJudge(CodeLanguage language, Call call) {
        this.language = language;
        this.known = KnownCalls.of(language);
        this.call = call;
    }

    static GuardDecision judge(String text, CodeLanguage language, Call call) {
        CodeJudge judge = new CodeJudge(language, call);
        judge.read(text, 0);
        return GuardDecision.strictest(judge.decisions);
    }

    private void read(String text, int depth) {
        CodeReader reader = new CodeReader(text, language).read();
        if (reader.isBroken() || depth > DEPTH_MAX) {
            decisions.add(GuardDecision.ask("unread-code", "The guard cannot read this code to its end."));
            return;
        }
        if (text.matches("(?s).*constructor['\"\\]]*\\s*[.\\[]\\s*['\"]?constructor.*"))
            decisions.add(CodeEffects.dynamic("constructor"));
        decisions.add(CodeUploads.in(text));
        if (language.hides(text)) decisions.add(CodeEffects.dynamic("a call by a computed name"));
        List<CodePart> parts = new ArrayList<>();
        reader.parts().forEach(part -> parts.add(part));
        if (!language.callsWithoutParentheses())
            parts.removeIf(part -> part.kind() == Kind.NEWLINE && language != CodeLanguage.PYTHON);
        CodeNames names = new CodeNames(parts, language);
        CodeValues values =
                new CodeValues(parts, names, call.around().territory().home());
        CodeEffects effects = new CodeEffects(call, values);
        if (names.importsAll()) decisions.add(CodeEffects.dynamic("import *"));
        for (int i = 0; i < parts.size(); i++) i = part(parts, i, names, values, effects);
        for (String inner : reader.inner()) read(inner, depth + 1);
    }

    /** Judges what begins here, and answers with the index of its last part. */
    private int part(List<CodePart> parts, int at, CodeNames names, CodeValues values, CodeEffects effects) {
        CodePart part = parts.get(at);
        if (part.kind() == Kind.COMMAND) decisions.add(effects.script(part.word()));
        if (isByName(parts, at)) decisions.add(CodeEffects.dynamic(part.text()));
        if (!part.isName() || names.isImport(at)) return at;
        CodePart before = CodeSpan.at(parts, at - 1);
        boolean isMember = before.is(".") && !isConcatenation(parts, at);
        if (isMember) {
            method(parts, at, effects);
            return at;
        }
        if (isDefinition(before)) return at;
        int start = at;
        int end = CodeValues.chainEnd(parts, at);
        String name = values.chain(parts, at, end);
        if (language == CodeLanguage.JAVASCRIPT
                && part.text().matches("require|import")
                && CodeSpan.at(parts, at + 1).is("(")) {
            if (!CodeSpan.at(parts, at + 2).isString()
                    || !CodeSpan.at(parts, at + 3).is(")")) {
                decisions.add(CodeEffects.dynamic(part.text()));
                return at;
            }
            boolean isBound = CodeSpan.at(parts, at - 1).is("=")
                    || CodeSpan.at(parts, at - 2).is("=");
            if (CodeSpan.at(parts, at + 4).is(".")) {
                start = at + 3;
                end = CodeValues.chainEnd(parts, start);
                name = CodeNames.module(parts.get(at + 2).text()) + chainText(parts, start + 1, end);
            } else {
                if (!isBound
                        && known.isModule(CodeNames.module(parts.get(at + 2).text())))
                    decisions.add(CodeEffects.dynamic("require"));
                return at + 3;
            }
        }
        name(parts, name, end, effects);
        return Math.max(end - 1, at);
    }

    /** A function called by a name that is a value: {@code &$f} in Perl, {@code array_map("unlink", …)} in PHP. */
    private boolean isByName(List<CodePart> parts, int at) {
        CodePart part = parts.get(at);
        CodePart next = CodeSpan.at(parts, at + 1);
        CodePart before = CodeSpan.at(parts, at - 1);
        if (language == CodeLanguage.JAVASCRIPT && part.isName() && part.text().equals("require"))
            return !next.is("(")
                    && !next.is(".")
                    && !before.is(".")
                    && !before.text().equals("typeof");
        if (language == CodeLanguage.PERL && part.is("&") && !before.isName())
            return next.is("{") || next.isName() && next.text().startsWith("$");
        return language == CodeLanguage.PHP
                && part.isString()
                && known.effect(part.text())
                        .filter(found -> found.action() != Action.READ)
                        .isPresent();
    }

    private static String chainText(List<CodePart> parts, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) text.append(parts.get(i).text());
        return text.toString();
    }

    /** In these languages a point also joins texts. */
    private boolean isConcatenation(List<CodePart> parts, int at) {
        boolean joins = language == CodeLanguage.PHP || language == CodeLanguage.PERL || language == CodeLanguage.LUA;
        return joins
                && (CodeSpan.at(parts, at - 2).isString()
                        || CodeSpan.at(parts, at - 2).is("."));
    }

    private static boolean isDefinition(CodePart before) {
        return before.isName() && before.text().matches("def|function|sub|class|fn");
    }

    private void name(List<CodePart> parts, String name, int end, CodeEffects effects) {
        String plain = plain(name);
        Optional<Effect> effect = known.effect(plain).or(() -> ofGroup(plain));
        CodePart next = CodeSpan.at(parts, end);
        if (effect.isEmpty()) {
            indirect(plain);
            unknown(parts, plain, end, next.is("("), effects);
            return;
        }
        Action action = effect.get().action();
        boolean isKey = next.is("=>") || next.is(":") || next.is("=") && !name.contains(".");
        if (action == Action.SAFE || isKey) return;
        if (action == Action.CODE) {
            if (next.is("(") && CodeSpan.at(parts, end + 1).isString())
                decisions.add(judge(CodeSpan.at(parts, end + 1).text(), language, call));
            return;
        }
        if (plain.equals("fork")) decisions.add(CodeEffects.dynamic(plain));
        boolean isBlock = language == CodeLanguage.PERL && next.is("{") && action == Action.DYNAMIC;
        if (isBlock) return;
        if (next.is("(")) {
            decisions.add(effects.of(effect.get(), plain, CodeSpan.arguments(parts, end)));
        } else if (isOpenCall(next)) {
            decisions.add(effects.of(effect.get(), plain, CodeSpan.openArguments(parts, end)));
        } else if (action != Action.READ
                && (isBare(action, parts, end) || name.contains(".") || !language.hasSigils())) {
            decisions.add(CodeEffects.dynamic(plain));
        }
    }

    /** Without what stands before the module: {@code platform.os.system} is {@code os.system}. */
    private String plain(String name) {
        return switch (language) {
            case PERL -> name.replaceFirst("^(CORE\\.(GLOBAL\\.)?|POSIX\\.|main\\.)", "");
            case PYTHON -> name.replaceFirst("^.*\\.(?=(os|subprocess|shutil)\\.)", "");
            default -> name;
        };
    }

    private boolean isOpenCall(CodePart next) {
        if (!language.callsWithoutParentheses()) return false;
        boolean isWord = next.isName() && !next.text().matches("if|unless|or|and|do|end|then|for|while");
        return next.isString()
                || next.kind() == Kind.COMMAND
                || next.kind() == Kind.NUMBER
                || next.is("[")
                || isWord
                || next.is("{") && language == CodeLanguage.LUA;
    }

    /** In Perl such a name works on {@code $_} or on what its own brackets hold; in braces it is a key. */
    private boolean isBare(Action action, List<CodePart> parts, int end) {
        boolean matters =
                action == Action.RUN || action == Action.DELETE || action == Action.TREE || action == Action.SCRIPT;
        boolean isKey =
                CodeSpan.at(parts, end - 2).is("{") && CodeSpan.at(parts, end).is("}");
        return language == CodeLanguage.PERL && matters && !isKey;
    }

    /** {@code fs.rmSync.call(…)}: the function is handed on with other arguments. */
    private void indirect(String name) {
        if (!name.matches(".*\\.(call|apply|bind|__call__)")) return;
        Optional<Effect> effect = known.effect(name.substring(0, name.lastIndexOf('.')));
        if (effect.filter(found -> found.action() != Action.SAFE).isPresent()) decisions.add(CodeEffects.dynamic(name));
    }

    private Optional<Effect> ofGroup(String name) {
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            Optional<Effect> effect = known.effect(name.substring(0, dot) + ".*");
            if (effect.isPresent()) return effect;
        }
        return Optional.empty();
    }

    private void unknown(List<CodePart> parts, String name, int end, boolean isCall, CodeEffects effects) {
        if (known.isModule(name) && !CodeSpan.at(parts, end).is("=")) {
            decisions.add(CodeEffects.dynamic(name));
            return;
        }
        int dot = name.lastIndexOf('.');
        if (isCall && dot > 0 && known.isModule(name.substring(0, dot)))
            decisions.add(GuardDecision.ask("unknown-call", "The guard does not know what " + name + " does."));
        if (isCall && name.startsWith("$") && language == CodeLanguage.PHP && dot < 0)
            decisions.add(CodeEffects.dynamic(name));
        if (dot > 0) method(parts, end - 1, effects);
    }

    /** A method of something that is not a module: of a path, perhaps. */
    private void method(List<CodePart> parts, int at, CodeEffects effects) {
        Optional<Effect> effect = known.method(parts.get(at).text());
        if (effect.isEmpty()) return;
        boolean hasBrackets = CodeSpan.at(parts, at + 1).is("(");
        boolean isCall = hasBrackets || language == CodeLanguage.RUBY;
        List<List<CodePart>> arguments = hasBrackets ? CodeSpan.arguments(parts, at + 1) : List.of();
        if (effect.get().action() == Action.DYNAMIC || effect.get().action() == Action.OPAQUE)
            decisions.add(CodeEffects.dynamic(parts.get(at).text()));
        else if (isCall) decisions.add(effects.ofMethod(effect.get(), receiver(parts, at - 1), arguments));
    }

    /** The expression before a point: a name, or a call with its name. */
    private static List<CodePart> receiver(List<CodePart> parts, int point) {
        int start = point;
        while (start > 0) {
            CodePart before = parts.get(start - 1);
            if (CodeSpan.isClose(before)) {
                int depth = 0;
                do {
                    start--;
                    if (CodeSpan.isClose(parts.get(start))) depth++;
                    if (CodeSpan.isOpen(parts.get(start))) depth--;
                } while (start > 0 && depth > 0);
            } else if (before.isName() || before.isString() || before.is(".")) {
                start--;
            } else break;
        }
        return parts.subList(start, point);
    }
}
