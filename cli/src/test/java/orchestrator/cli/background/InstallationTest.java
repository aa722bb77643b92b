package orchestrator.cli.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstallationTest {

    @Test
    void worker_and_api_run_with_the_same_options() {
        Installation installation = Installation.ofThisProcess();

        assertThat(installation.worker()).containsSequence(Installation.OPTIONS);
        assertThat(installation.api())
                .containsSequence(Installation.OPTIONS)
                .containsSequence(Installation.API_OPTIONS);
        assertThat(installation.supervisedWorker()).containsSequence(Installation.OPTIONS);
    }

    @Test
    void in_containers_they_run_with_these_options_too() throws IOException {
        List<String> commands = Files.readAllLines(Path.of("..", "docker-compose.yml")).stream()
                .filter(line -> line.contains("command: [java,"))
                .toList();

        assertThat(commands)
                .hasSize(2)
                .allSatisfy(command -> assertThat(command).contains(String.join(", ", Installation.OPTIONS)))
                .anySatisfy(command -> assertThat(command).contains(String.join(", ", Installation.API_OPTIONS)));
    }
}
