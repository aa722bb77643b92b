package orchestrator.guard.code;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.code.CodePart.Kind;

/** Places in a list of parts: what belongs together between brackets and commas. */
final class CodeSpan {
    private CodeSpan() {}

    static CodePart at(List<CodePart> parts, int index) {
        return index >= 0 && index < parts.size() ? parts.get(index) : CodePart.END;
    }

    /** The index behind the bracket that closes the one at this index. */
    static int behind(List<CodePart> parts, int open) {
        int depth = 0;
        for (int i = open; i < parts.size(); i++) {
            if (isOpen(parts.get(i))) depth++;
            if (isClose(parts.get(i)) && --depth == 0) return i + 1;
        }
        return parts.size();
    }

    static boolean isOpen(CodePart part) {
        return part.kind() == Kind.SYMBOL && part.text().matches("[(\\[{]");
    }

    static boolean isClose(CodePart part) {
        return part.kind() == Kind.SYMBOL && part.text().matches("[)\\]}]");
    }

    /** The arguments between brackets that open at this index. */
    static List<List<CodePart>> arguments(List<CodePart> parts, int open) {
        return split(parts.subList(open + 1, Math.max(open + 1, behind(parts, open) - 1)));
    }

    /** The arguments of a call without brackets, up to the end of its statement. */
    static List<List<CodePart>> openArguments(List<CodePart> parts, int from) {
        int depth = 0;
        int end = from;
        while (end < parts.size()) {
            CodePart part = parts.get(end);
            if (isOpen(part)) depth++;
            if (isClose(part) && --depth < 0) break;
            boolean ends = part.kind() == Kind.NEWLINE
                    || part.is(";")
                    || part.is("||")
                    || part.is("&&")
                    || part.is("?")
                    || part.isName() && part.text().matches("if|unless|or|and|do|foreach|for|while|then|rescue|end");
            if (depth == 0 && ends) break;
            end++;
        }
        return split(parts.subList(from, end));
    }

    static List<List<CodePart>> split(List<CodePart> parts) {
        List<List<CodePart>> arguments = new ArrayList<>();
        List<CodePart> argument = new ArrayList<>();
        int depth = 0;
        for (CodePart part : parts) {
            if (isOpen(part)) depth++;
            if (isClose(part)) depth--;
            if (part.is(",") && depth == 0) {
                arguments.add(argument);
                argument = new ArrayList<>();
            } else if (part.kind() != Kind.NEWLINE) {
                argument.add(part);
            }
        }
        if (!argument.isEmpty()) arguments.add(argument);
        return arguments;
    }
}
