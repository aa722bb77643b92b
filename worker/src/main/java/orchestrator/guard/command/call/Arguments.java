package orchestrator.guard.command.call;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.shell.Word;

/** The arguments of a command, options apart from operands. */
public record Arguments(List<Option> options, List<Word> operands) {
    public Arguments {
        options = List.copyOf(options);
        operands = List.copyOf(operands);
    }

    /** True if one of these options is given. */
    public boolean has(String... names) {
        return options.stream().anyMatch(option -> Arrays.asList(names).contains(option.name()));
    }

    /** The values of these options, in order. */
    public List<Word> values(String... names) {
        return options.stream()
                .filter(option -> Arrays.asList(names).contains(option.name()))
                .flatMap(option -> option.value().stream())
                .toList();
    }

    /** The last value counts, as in most programs. */
    public Optional<Word> value(String... names) {
        List<Word> all = values(names);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The text of an operand; empty if there is none or it is not known. */
    public String operand(int index) {
        return index < operands.size() ? operands.get(index).literal().orElse("") : "";
    }

    public List<Word> operandsFrom(int index) {
        return index < operands.size() ? operands.subList(index, operands.size()) : List.of();
    }
}
