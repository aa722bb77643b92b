package orchestrator.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupFindingsTest {
    private static final Path SHOP = Path.of("/srv/shop");
    private static final long PLENTY = 1L << 40;

    @TempDir
    Path base;

    private static DirectoryFacts directory(boolean canList, boolean inGit, long bytes, long files, String refused) {
        return new DirectoryFacts(SHOP, canList, inGit, bytes, files, refused);
    }

    private static AgentFacts agent(boolean saysVersion, boolean writable, boolean temporary, String... notes) {
        Path home = Path.of("/home/ana/.codex");
        return new AgentFacts(
                "codex", Path.of("/usr/bin/codex"), saysVersion, home, writable, temporary, List.of(notes));
    }

    @Test
    void a_good_place_and_a_good_agent_are_not_mentioned() {
        SetupFindings found = SetupFindings.of(
                List.of(directory(true, false, PLENTY, DirectoryFacts.UNKNOWN, "")), List.of(agent(true, true, false)));

        assertThat(found).isEqualTo(new SetupFindings(List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, 9999999999, 99999999, '', chmod u+rx '/srv/shop'",
        "true,  true,  9999999999, 99999999, '', name the directory of the project itself",
        "true,  false, 9999999999, 99999999, 'fatal: detected dubious ownership', safe.directory '/srv/shop'",
        "true,  false, 9000000,    99999999, '', only 9 MB are free",
        "true,  false, 9999999999, 17,       '', takes only 17 more files",
    })
    void an_obstacle_says_what_to_do(
            boolean canList, boolean inGit, long bytes, long files, String refused, String expected) {
        SetupFindings found = SetupFindings.of(List.of(directory(canList, inGit, bytes, files, refused)), List.of());

        assertThat(found.obstacles()).singleElement().asString().contains(expected);
    }

    @Test
    void scarce_space_is_a_note() {
        SetupFindings found = SetupFindings.of(List.of(directory(true, false, 200_000_000, 5_000, "")), List.of());

        assertThat(found.obstacles()).isEmpty();
        assertThat(found.notes()).hasSize(2).first().asString().contains("only 200 MB", "df -h");
    }

    @Test
    void an_agent_that_cannot_write_its_conversations_is_an_obstacle_and_the_rest_are_notes() {
        SetupFindings found =
                SetupFindings.of(List.of(), List.of(agent(false, false, true, "keeps conversations for a day")));

        assertThat(found.obstacles()).singleElement().asString().contains("chown -R \"$(id -un)\" '/home/ana/.codex'");
        assertThat(found.notes()).hasSize(3);
        assertThat(found.notes().get(0)).contains("/usr/bin/codex --version");
    }

    @Test
    void facts_come_from_the_real_system_and_an_own_repository_is_not_refused() throws Exception {
        Path git = Files.createDirectories(base.resolve("shop/.git"));

        DirectoryFacts facts = DirectoryFacts.of(base.resolve("shop"), Map.of("PATH", System.getenv("PATH")));

        assertThat(facts.canList()).isTrue();
        assertThat(facts.isInGitDirectory()).isFalse();
        assertThat(facts.freeBytes()).isPositive();
        assertThat(facts.gitRefuses()).isEmpty();
        assertThat(DirectoryFacts.of(git, Map.of()).isInGitDirectory()).isTrue();
    }
}
