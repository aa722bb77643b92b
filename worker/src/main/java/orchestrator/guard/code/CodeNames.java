package orchestrator.guard.code;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orchestrator.guard.code.CodePart.Kind;

/** What the names in a program stand for: modules and their members, as far as imports say so. */
final class CodeNames {
    private final Map<String, String> byName = new HashMap<>();
    /** Parts of imports, which are no use of what they name. */
    private final BitSet imports = new BitSet();

    private final List<CodePart> parts;
    private boolean importsAll;

    CodeNames(List<CodePart> parts, CodeLanguage language) {
        this.parts = parts;
        for (int i = 0; i < parts.size(); i++) {
            if (language == CodeLanguage.PYTHON) python(i);
            if (language == CodeLanguage.JAVASCRIPT) javascript(i);
            if (language == CodeLanguage.PERL || language == CodeLanguage.RUBY) use(i);
        }
    }

    String full(String name) {
        return byName.getOrDefault(name, name);
    }

    boolean isImport(int index) {
        return imports.get(index);
    }

    /** True if names of a module can stand in the program without it. */
    boolean importsAll() {
        return importsAll;
    }

    private boolean isStart(int index) {
        CodePart before = CodeSpan.at(parts, index - 1);
        return index == 0
                || before.kind() == Kind.NEWLINE
                || before.is(";")
                || before.is(":")
                || before.is("{")
                || before.is("}");
    }

    private void python(int at) {
        if (!isStart(at) || !parts.get(at).isName()) return;
        boolean isFrom = parts.get(at).text().equals("from");
        if (!isFrom && !parts.get(at).text().equals("import")) return;
        int end = at;
        int depth = 0;
        while (end < parts.size()
                && !parts.get(end).is(";")
                && (depth > 0 || parts.get(end).kind() != Kind.NEWLINE)) {
            if (parts.get(end).is("(")) depth++;
            if (parts.get(end).is(")")) depth--;
            end++;
        }
        imports.set(at, end);
        int from = at + 1;
        String module = "";
        if (isFrom) {
            int word = from;
            while (word < end && !parts.get(word).text().equals("import")) word++;
            module = joined(from, word) + ".";
            from = word + 1;
        }
        for (List<CodePart> each : CodeSpan.split(parts.subList(Math.min(from, end), end).stream()
                .filter(part -> !part.is("(") && !part.is(")"))
                .toList())) pythonName(module, each);
    }

    private void pythonName(String module, List<CodePart> words) {
        if (words.isEmpty()) return;
        importsAll |=
                module.equals("sh.") || module.isEmpty() && words.get(0).text().equals("sh");
        if (words.get(0).is("*"))
            importsAll |= module.matches("(os|subprocess|shutil|pathlib|ctypes|socket|importlib)\\.");
        int as = 0;
        StringBuilder name = new StringBuilder();
        while (as < words.size() && !words.get(as).text().equals("as"))
            name.append(words.get(as++).text());
        String bound = as + 1 < words.size() ? words.get(as + 1).text() : name.toString();
        if (!bound.equals(name.toString()) || !module.isEmpty()) byName.put(bound, module + name);
    }

    private String joined(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) text.append(parts.get(i).text());
        return text.toString();
    }

    /** {@code require('fs')}, {@code import … from 'fs'}, {@code await import('fs')}. */
    private void javascript(int at) {
        CodePart part = parts.get(at);
        if (!part.isName()) return;
        boolean isCall = part.text().matches("require|import")
                && CodeSpan.at(parts, at + 1).is("(")
                && CodeSpan.at(parts, at + 2).isString()
                && CodeSpan.at(parts, at + 3).is(")");
        boolean isFrom =
                part.text().equals("from") && CodeSpan.at(parts, at + 1).isString();
        if (isCall) {
            String module = module(parts.get(at + 2).text());
            int before = at - 1;
            if (CodeSpan.at(parts, before).text().equals("await")) before--;
            boolean isBound = CodeSpan.at(parts, before).is("=")
                    && !CodeSpan.at(parts, at + 4).is(".");
            if (isBound) bind(before - 1, module);
            if (CodeSpan.at(parts, at + 4).is(".")
                    && CodeSpan.at(parts, before).is("=")
                    && !CodeSpan.at(parts, at + 6).is("("))
                bind(before - 1, module + "." + CodeSpan.at(parts, at + 5).text());
        } else if (isFrom) {
            bind(at - 1, module(parts.get(at + 1).text()));
        }
    }

    static String module(String name) {
        return name.replaceFirst("^node:", "").replace('/', '.');
    }

    /** Binds the name, or the names in braces, that end at this index. */
    private void bind(int last, String module) {
        CodePart part = CodeSpan.at(parts, last);
        if (part.isName()) {
            byName.put(part.text(), module);
            imports.set(last);
        }
        if (!part.is("}")) return;
        int open = last;
        while (open > 0 && !parts.get(open).is("{")) open--;
        for (List<CodePart> each : CodeSpan.split(parts.subList(open + 1, last))) {
            if (each.isEmpty()) continue;
            String member = each.get(0).text();
            byName.put(each.get(each.size() - 1).text(), module + "." + member);
        }
        imports.set(open, last);
        if (CodeSpan.at(parts, open - 1).is(",")) bind(open - 2, module);
    }

    /** {@code use File::Path}, {@code require 'fileutils'}. */
    private void use(int at) {
        String text = parts.get(at).text();
        boolean isUse = parts.get(at).isName()
                && (text.equals("use") || text.matches("require|require_relative") && isPlainRequire(at));
        if (!isUse || !isStart(at)) return;
        int end = at;
        while (end < parts.size()
                && parts.get(end).kind() != Kind.NEWLINE
                && !parts.get(end).is(";")) end++;
        imports.set(at, end);
    }

    private boolean isPlainRequire(int at) {
        CodePart next = CodeSpan.at(parts, at + 1);
        CodePart value = next.is("(") ? CodeSpan.at(parts, at + 2) : next;
        return value.isName()
                || value.isString()
                        && value.text().matches("[a-z0-9_]+(/[a-z0-9_]+)*")
                        && !value.text().matches("fiddle.*");
    }
}
