package orchestrator.guard.command.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** awk: what its program writes and runs. */
final class Awk {
    private static final OptionTable TABLE = OptionTable.of(
            "+F:v:f:i:l:o?E:e:L?d?p?D?",
            "field-separator= assign= file= include= load= source= exec= pretty-print? dump-variables? profile? lint? debug?");

    private Awk() {}

    static GuardDecision judge(Call call) {
        Arguments arguments = call.read(TABLE);
        List<GuardDecision> decisions = new ArrayList<>();
        List<Word> programs = new ArrayList<>(arguments.values("e", "source"));
        boolean isApart = arguments.has("f", "file", "E", "exec", "e", "source");
        if (!isApart) programs.addAll(arguments.operands().stream().limit(1).toList());
        List<Word> files = arguments.operandsFrom(isApart ? 0 : 1);
        boolean isInPlace = arguments.values("i", "include").stream()
                .anyMatch(word -> word.literal().equals(Optional.of("inplace")));
        decisions.add(isInPlace ? call.writeAll(files) : call.readAll(files));
        decisions.add(call.writeAll(arguments.values("o", "pretty-print", "p", "profile", "d", "dump-variables")));
        if (arguments.has("l", "load"))
            decisions.add(GuardDecision.ask("awk-command", "awk would load an extension in machine code."));
        for (Word program : programs) decisions.add(ofProgram(call, program));
        for (Word file : arguments.values("f", "file", "E", "exec")) decisions.add(ofFile(call, file));
        return GuardDecision.strictest(decisions);
    }

    private static GuardDecision ofCommand(Call call, String command) {
        return command.startsWith("/inet")
                ? GuardDecision.ask("remote", "awk would talk to another host.")
                : call.script(Word.of(command));
    }

    private static GuardDecision ofFile(Call call, Word file) {
        return call.text(file).map(text -> ofProgram(call, Word.of(text))).orElse(GuardDecision.ALLOWED);
    }

    private static Word file(String name) {
        if (!name.endsWith(AwkProgram.UNKNOWN)) return Word.of(name);
        String known = name.substring(0, name.length() - AwkProgram.UNKNOWN.length());
        return new Word(List.of(new Word.Literal(known), new Word.Unknown("…", false)));
    }

    private static GuardDecision ofProgram(Call call, Word program) {
        StringBuilder text = new StringBuilder();
        for (Word.Piece piece : program.pieces())
            text.append(piece instanceof Word.Literal literal ? literal.text() : "x");
        if (text.toString().equals("x") && program.hasUnknown())
            return GuardDecision.ask("unknown-script", "awk's program cannot be known before it runs.");
        AwkProgram read = AwkProgram.read(text.toString());
        List<GuardDecision> decisions = new ArrayList<>();
        for (String command : read.commands()) decisions.add(ofCommand(call, command));
        for (String file : read.files()) decisions.add(call.write(file(file)));
        if (read.isComputed())
            decisions.add(GuardDecision.ask(
                    "awk-command", "awk computes a command that it runs, or the name of a file that it writes."));
        return GuardDecision.strictest(decisions);
    }
}
