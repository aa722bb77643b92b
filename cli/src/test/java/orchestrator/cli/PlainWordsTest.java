package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.CommandNames;
import orchestrator.cli.input.PlainWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlainWordsTest {
    private static final String[][] CALLS = {
        {}, {"orch_1-a"}, {"--json"}, {"orch_1-a", "--json"}, {"--json", "orch_1-a"}
    };

    @Test
    void every_command_reads_them_as_the_parser_does(@TempDir Path directory) {
        CommandCaller caller = new Calls(directory).caller();

        for (String name : CommandNames.NAMES) {
            for (String[] call : CALLS)
                assertReadAlike(Commands.create(name, caller), Commands.create(name, caller), call);
        }
    }

    private static void assertReadAlike(Callable<Integer> plain, Callable<Integer> parsed, String... call) {
        boolean isTaken = plain instanceof PlainWords.Command command
                && command.take(PlainWords.of(call).orElseThrow());
        if (!isTaken) return;
        new CommandLine(parsed).parseArgs(call);
        assertThat(plain).usingRecursiveComparison().ignoringFields("caller").isEqualTo(parsed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "status", "logs", "report", "violations", "attach", "monitor"})
    void commands_that_are_called_often_take_them(String name) {
        assertThat(Commands.create(name, new Calls(Path.of("")).caller())).isInstanceOf(PlainWords.Command.class);
    }

    @Test
    void everything_else_is_left_to_the_parser() {
        Stream.of("", "-f", "--json=true", "--help", "@file", "\"a\"", "a b", "a=b", "ä", "a/b", "--")
                .forEach(word -> assertThat(PlainWords.of(word)).as(word).isEmpty());
        assertThat(PlainWords.of("a", "b")).isEmpty();
        assertThat(PlainWords.of("--json", "--json")).isEmpty();
    }
}
