package orchestrator.guard.command.files;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** Programs that change modes, owners and attributes. */
final class Modes {
    private static final OptionTable TABLE = OptionTable.of(
            "m:x:M:X:n:v:",
            "recursive reference= changes silent quiet verbose from= modify= remove= set= restore= preserve-root no-preserve-root dereference no-dereference");
    private static final OptionTable PLAIN = OptionTable.of(
            "",
            "recursive reference= changes silent quiet verbose from= preserve-root no-preserve-root dereference no-dereference");

    private Modes() {}

    static GuardDecision change(Call call) {
        String program = call.program();
        boolean hasModeOption = program.equals("setfacl") || program.equals("setfattr");
        List<Word> words = new ArrayList<>(call.words());
        String removed = "";
        if (program.equals("chmod") || program.equals("chattr")) removed = takeMinusMode(words);
        Arguments arguments = (hasModeOption ? TABLE : PLAIN).read(words);
        boolean isApart = hasModeOption || !removed.isEmpty() || arguments.has("reference");
        String mode = isApart ? removed : arguments.operand(0);
        List<Word> files = arguments.operandsFrom(isApart ? 0 : 1);
        return call.writeAll(files).or(ofMode(program, mode));
    }

    /** {@code chmod -w file}: a mode that looks like an option. */
    private static String takeMinusMode(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).literal().orElse("");
            if (text.matches("-[rwxXstugoaije]+") && !text.equals("-R")) {
                words.remove(i);
                return text;
            }
        }
        return "";
    }

    static GuardDecision ofMode(String program, String mode) {
        if (!program.equals("chmod")) return GuardDecision.ALLOWED;
        if (mode.matches("0?[4-7][0-7]{3}") || mode.matches(".*[+=][rwxXt]*s.*"))
            return GuardDecision.ask(
                    "setuid", "A program with the mode " + mode + " runs as its owner, whoever starts it.");
        if (mode.matches("[01]?[0-7]{2}[2367]")
                || mode.matches("(.*,)?([ugo]*[oa][ugo]*)?[+=][rxX]*w.*")
                        && !mode.matches("[ug]+[+=].*")
                        && !mode.startsWith("+"))
            return GuardDecision.watch("world-writable", "Every user of this machine could change the files.");
        return GuardDecision.ALLOWED;
    }
}
