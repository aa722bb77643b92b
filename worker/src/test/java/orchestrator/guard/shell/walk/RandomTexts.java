package orchestrator.guard.shell.walk;

import java.util.List;
import java.util.Random;

/** Random shell texts, from well-formed ones to soup. */
final class RandomTexts {
    private static final List<String> SOUP = List.of(
            " ",
            " ",
            " ",
            " ",
            " ",
            "p",
            "q",
            "r",
            "p a",
            "q b c",
            "\n",
            "\n",
            ";",
            ";",
            "&",
            "&&",
            "||",
            "|",
            "|&",
            "(",
            ")",
            "{ ",
            "; }",
            "}",
            "$(",
            ")",
            "`",
            "\"",
            "\"",
            "'",
            "'",
            "\\",
            "\\\n",
            "$'",
            "$\"",
            "$x",
            "${x}",
            "${x:-",
            "x=p",
            "x=",
            "x='q r'",
            "x=(p q)",
            "${x[0]}",
            "if ",
            "then ",
            "fi",
            "; then ",
            "; fi",
            "while p",
            "; do ",
            "do\n",
            "; done",
            "done",
            "for x in p q",
            "for x",
            "case p in",
            " in ",
            "p)",
            "(p)",
            "*)",
            ";;",
            ";&",
            "esac",
            "[[ ",
            " ]]",
            "((",
            "))",
            "$((",
            "1+1",
            "<<E",
            "<<'E'",
            "<<-E",
            "\nE\n",
            "\n\tE\n",
            "E",
            "<<<",
            "<",
            ">",
            "f",
            ">>",
            "2>&1",
            ">&2",
            "<(",
            ">(",
            "#",
            "# c",
            "!",
            "! ",
            "time ",
            "coproc ",
            "function f",
            "f() ",
            "f",
            "f()",
            "eval ",
            "set -- p q",
            "$1",
            "$@",
            "\"$@\"",
            "{p,q}",
            "{",
            ",",
            "~",
            "*",
            "?",
            "[a]",
            "\t",
            "=",
            "+=",
            "export ",
            "x+=q",
            "$",
            "$#",
            "select x in p",
            "=~",
            "==",
            "echo ",
            "p;",
            "command ",
            "exec ",
            "builtin ",
            "trap 'p' EXIT",
            "alias p=q",
            "return",
            "exit",
            "break",
            "1",
            "0",
            "\\'",
            "\\\"",
            "$(echo p)",
            "`echo q`",
            "bash -c ",
            "sh -c ",
            "\r",
            "é",
            "😀",
            "cd .",
            "unset x",
            "local x",
            "read x",
            "shift",
            "@(p)",
            "!(p)",
            "+(",
            "|p",
            "&p",
            ";p",
            "\"p\"",
            "'p'",
            "\\p",
            "p\"q\"",
            "$'p'",
            "${#x}",
            "${x%q}",
            "${x/p/q}",
            "${x#p}",
            "${!x}");
    private static final List<String> WORDS = List.of(
            "a",
            "'b c'",
            "\"d e\"",
            "$x",
            "\"$x\"",
            "${x}",
            "$(echo g)",
            "`echo h`",
            "\"$(q i)\"",
            "{j,k}",
            "l\\ m",
            "$'n\\to'",
            "\"o'p\"",
            "'q\"r'",
            "s#t",
            "\\#u",
            "-v",
            "--w=x",
            "$((1+2))",
            "\"${x:-y z}\"",
            "${y:-p q}",
            "\"`q`\"",
            "$(r `q`)",
            "\"a $(p \"b $(q 'c)')\") d\"",
            "<(q)",
            "~/z",
            "é",
            "'#'",
            "\"\\$x\"",
            "\\$x",
            "a\\\nb",
            "\"a\\\nb\"",
            "''",
            "\"\"",
            "${x%*}",
            "${x#?}",
            "\"${x/q/z}\"",
            "$@",
            "\"$@\"",
            "$1",
            "$*",
            "${#x}",
            "x{1..3}y",
            "{a,{b,c}}",
            "{}",
            "a{b",
            "}",
            "if",
            "done",
            "!",
            "[",
            "]",
            "=",
            "a=b",
            "$",
            "\"$\"",
            "a$",
            "\\\\",
            "'\\'",
            "\"\\\\\"",
            "%",
            "@",
            ":",
            "^",
            "[[",
            "${x[0]}",
            "${x[@]}",
            "a\"b\"'c'$x");

    private final Random random;

    RandomTexts(long seed) {
        random = new Random(seed);
    }

    String next() {
        return switch (random.nextInt(4)) {
            case 0 -> soup();
            case 1 -> mutated(list(3));
            default -> list(3);
        };
    }

    private String of(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String soup() {
        StringBuilder text = new StringBuilder();
        for (int count = 2 + random.nextInt(10); count > 0; count--) {
            text.append(of(SOUP));
            if (random.nextInt(3) == 0) text.append(' ');
        }
        return text.toString();
    }

    private String mutated(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int count = 1 + random.nextInt(2); count > 0 && changed.length() > 0; count--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, of(SOUP));
                default -> changed.insert(at, changed.charAt(random.nextInt(changed.length())));
            }
        }
        return changed.toString();
    }

    private String list(int depth) {
        StringBuilder text = new StringBuilder(command(depth));
        for (int count = random.nextInt(3); count > 0; count--)
            text.append(of(List.of(
                            "; ", "\n", " && ", " || ", " | ", " & ", ";", "&&", "|", " # c\n", " |\n", " &&\n\n")))
                    .append(command(depth));
        return text.toString();
    }

    private String command(int depth) {
        if (depth == 0) return simple();
        String inner = list(depth - 1);
        return switch (random.nextInt(26)) {
            case 0 -> "(" + inner + ")";
            case 1 -> "{ " + inner + "\n}";
            case 2 -> "if " + inner + "\nthen " + list(depth - 1) + "\nfi";
            case 3 -> "if " + simple() + "; then " + simple() + "; else " + inner + "\nfi";
            case 4 -> "for x in " + word() + " " + word() + "; do " + inner + "\ndone";
            case 5 -> "while p " + word() + "; do " + inner + "\ndone";
            case 6 -> "case " + word() + " in (a) " + simple() + ";; " + word() + "|*) " + inner + "\n;; esac";
            case 7 -> "f() { " + inner + "\n}; f " + word();
            case 8 -> "x=$(" + inner + ")";
            case 9 -> "p \"$(" + inner + ")\"";
            case 10 -> "[[ " + word() + " == " + word() + " && -n $(" + simple() + ") ]]";
            case 11 -> simple() + " <<E\n" + word() + "\n$(" + simple() + ")\nE\n" + inner;
            case 12 -> simple() + " <<'E' && " + simple() + "\n" + word() + "\nE\n" + inner;
            case 13 -> "! " + simple();
            case 14 -> "x=(" + word() + " " + word() + "); \"${x[@]}\"";
            case 15 -> "set -- " + word() + " " + word() + "; p $1 \"$2\" $#";
            case 16 -> "eval " + simple();
            case 17 -> "p `" + simple() + "`";
            case 18 -> "x=" + word() + "; $x " + word();
            case 19 -> "function g { " + inner + "\n}\ng";
            case 20 -> "bash -c '" + inner.replace("'", "'\\''") + "' " + word() + " " + word();
            case 21 -> "time " + simple();
            default -> simple();
        };
    }

    private String simple() {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(6) == 0) text.append("x=").append(word()).append(' ');
        text.append(of(List.of(
                "p", "q", "r", "'p'", "\"q\"", "\\r", "p", "q", "r", "$'p'", "q''", "echo", "$x", "command p", ":")));
        for (int count = random.nextInt(3); count > 0; count--) text.append(' ').append(word());
        if (random.nextInt(8) == 0)
            text.append(of(List.of(" > f", " 2>&1", " >> f", " < /dev/null", " <<< ", " &> f", ">f", " 2>f")))
                    .append(' ')
                    .append(word());
        return text.toString();
    }

    private String word() {
        return of(WORDS);
    }
}
