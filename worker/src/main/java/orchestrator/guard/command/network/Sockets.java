package orchestrator.guard.command.network;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;

/** Programs that move bytes over the network, and may hand out a shell. */
final class Sockets {
    private static final OptionTable NETCAT =
            OptionTable.of("e:c:w:p:s:i:q:T:X:x:I:O:P:G:m:g:o:", "exec= sh-exec= lua-exec= wait= proxy= output=");
    private static final OptionTable OPENSSL = OptionTable.of("", "");

    private Sockets() {}

    static GuardDecision netcat(Call call) {
        Arguments arguments = call.read(NETCAT);
        if (arguments.has("e", "c", "exec", "sh-exec", "lua-exec"))
            return GuardDecision.deny("remote-shell", "This would give another host a shell on this machine.");
        if (arguments.has("l", "listen"))
            return GuardDecision.ask("listen", "nc would listen, and take in whatever another host sends.");
        boolean onlyProbes = arguments.has("z");
        boolean sends = call.invocation().stdin() instanceof Stdin.File
                || call.invocation().stdin() instanceof Stdin.Pipe;
        boolean isLocal = arguments.operand(0).matches("localhost|127\\.0\\.0\\.1|::1");
        return sends && !onlyProbes && !isLocal
                ? GuardDecision.ask(
                        "upload", "Data would be sent to another host. A person decides what leaves this machine.")
                : call.writeAll(arguments.values("o", "output"));
    }

    static GuardDecision socat(Call call) {
        String text = call.words().stream()
                .map(Word::shown)
                .collect(Collectors.joining(" "))
                .toUpperCase(Locale.ROOT);
        if (text.matches("(?s).*\\b(EXEC|SYSTEM|SHELL|PTY)[:,].*"))
            return GuardDecision.deny("remote-shell", "socat would run a program, and give others access to it.");
        return GuardDecision.ask("socket", "socat connects what the guard cannot see.");
    }

    static GuardDecision openssl(Call call) {
        List<Word> words = call.words();
        for (int i = 0; i + 1 < words.size(); i++) {
            String option = words.get(i).literal().orElse("");
            if (option.matches("-(out|keyout|writerand|CAcreateserial|keylogfile)")) {
                GuardDecision written = call.write(words.get(i + 1));
                if (written.isDenied()) return written;
            }
            if (option.matches("-(in|inkey|key|CAkey|signkey)")) {
                GuardDecision read = call.paths().read(words.get(i + 1));
                if (read.isDenied()) return read;
            }
            if (option.matches("-engine|-provider-path"))
                return GuardDecision.ask("unknown-script", "openssl would load an extension in machine code.");
        }
        return call.readAll(call.read(OPENSSL).operandsFrom(1));
    }

    static GuardDecision keygen(Call call) {
        Arguments arguments = call.read(OptionTable.of("f:t:b:C:N:P:m:E:s:I:n:V:z:F:R:O:", ""));
        if (arguments.has("l", "F", "e", "y", "B")) return call.readAll(arguments.values("f"));
        if (arguments.has("D", "w")) return GuardDecision.ask("unknown-script", "ssh-keygen would load a library.");
        return arguments
                .value("f")
                .map(call::write)
                .orElseGet(() -> GuardDecision.deny("write-outside", "Name a file below the workspace with -f."));
    }
}
