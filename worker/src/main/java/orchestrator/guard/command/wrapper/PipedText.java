package orchestrator.guard.command.wrapper;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;

/** What is known of a text that a program reads from its standard input. */
public final class PipedText {
    private static final int DEPTH_MAX = 10;
    private static final Set<String> FETCHING = Set.of(
            "curl", "wget", "fetch", "aria2c", "http", "https", "xh", "lynx", "w3m", "nc", "ncat", "netcat", "socat",
            "ftp");

    private PipedText() {}

    /** The text, if it can be known before anything runs. */
    public static Optional<String> of(Stdin stdin, Call call) {
        return of(stdin, call, 0);
    }

    private static Optional<String> of(Stdin stdin, Call call, int depth) {
        if (depth > DEPTH_MAX) return Optional.empty();
        if (stdin instanceof Stdin.Text text) return text.text().literal();
        if (stdin instanceof Stdin.File file) return call.text(file.path());
        if (!(stdin instanceof Stdin.Pipe pipe) || pipe.from().isEmpty()) return Optional.empty();
        StringBuilder all = new StringBuilder();
        for (ShellCommand producer : pipe.from()) {
            Optional<String> output = output(producer, call, depth + 1);
            if (output.isEmpty()) return Optional.empty();
            all.append(output.get());
        }
        return Optional.of(all.toString());
    }

    private static Optional<String> output(ShellCommand producer, Call call, int depth) {
        List<Word> words = producer.arguments();
        return switch (producer.program().orElse("")) {
            case "echo" -> EchoText.echo(words);
            case "printf" -> EchoText.printf(words);
            case "cat" -> words.isEmpty() || isDash(words) ? of(producer.stdin(), call, depth) : contents(words, call);
            case "tee" -> of(producer.stdin(), call, depth);
            case "base64" -> decoded(producer, call, depth);
            case "xxd" -> ofHex(producer, call, depth);
            case "rev" ->
                of(producer.stdin(), call, depth)
                        .map(text -> text.lines()
                                .map(line -> new StringBuilder(line).reverse().toString())
                                .collect(Collectors.joining("\n")));
            default -> Optional.empty();
        };
    }

    private static boolean isDash(List<Word> words) {
        return words.size() == 1 && words.get(0).literal().equals(Optional.of("-"));
    }

    private static Optional<String> contents(List<Word> files, Call call) {
        StringBuilder all = new StringBuilder();
        for (Word file : files) {
            Optional<String> text = call.text(file);
            if (text.isEmpty()) return Optional.empty();
            all.append(text.get());
        }
        return Optional.of(all.toString());
    }

    private static Optional<String> decoded(ShellCommand producer, Call call, int depth) {
        boolean decodes = producer.arguments().stream()
                .anyMatch(word -> word.literal().orElse("").matches("-[a-z]*[dD][a-z]*|--d[a-z]*"));
        if (!decodes) return Optional.empty();
        return of(producer.stdin(), call, depth).flatMap(text -> {
            try {
                return Optional.of(new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> ofHex(ShellCommand producer, Call call, int depth) {
        String options = producer.arguments().stream()
                .map(word -> word.literal().orElse("?"))
                .collect(Collectors.joining(" "));
        if (!options.matches("-r -p|-p -r|-rp|-pr|-r -ps|-ps -r|-r -plain")) return Optional.empty();
        return of(producer.stdin(), call, depth)
                .map(text -> text.replaceAll("\\s", ""))
                .flatMap(PipedText::unhex);
    }

    private static Optional<String> unhex(String digits) {
        if (!digits.matches("([0-9a-fA-F]{2})*")) return Optional.empty();
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++)
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    /** True if the text, or a part of it, comes from another host. */
    public static boolean isFetched(Stdin stdin) {
        return comesFrom(stdin, FETCHING, 0);
    }

    /** True if it was encoded, so that nobody reads in the line what it says. */
    public static boolean isEncoded(Stdin stdin) {
        return comesFrom(stdin, Set.of("base64", "base32", "xxd", "rev", "openssl", "gunzip", "zcat", "uudecode"), 0);
    }

    private static boolean comesFrom(Stdin stdin, Set<String> programs, int depth) {
        if (!(stdin instanceof Stdin.Pipe pipe) || depth > DEPTH_MAX) return false;
        return pipe.from().stream()
                .anyMatch(producer -> programs.contains(producer.program().orElse(""))
                        || comesFrom(producer.stdin(), programs, depth + 1));
    }
}
