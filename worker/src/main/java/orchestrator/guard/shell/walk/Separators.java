package orchestrator.guard.shell.walk;

import orchestrator.guard.shell.Word.Literal;
import orchestrator.guard.shell.value.Value;

/** Whether a changed IFS splits values in another way than blanks do. */
final class Separators {
    private Separators() {}

    static boolean mayDiffer(Value value, ShellState state) {
        return state.variables
                .get("IFS")
                .scalars()
                .anyMatch(ifs -> mayDiffer(value, ifs.literal().orElse("/")));
    }

    private static boolean mayDiffer(Value value, String ifs) {
        if (ifs.equals(" \t\n")) return false;
        return value.alternatives().stream()
                .flatMap(java.util.List::stream)
                .flatMap(word -> word.pieces().stream())
                .anyMatch(piece -> piece instanceof Literal literal
                        && literal.text()
                                .chars()
                                .anyMatch(each -> ifs.indexOf(each) >= 0 || " \t\n".indexOf(each) >= 0));
    }
}
