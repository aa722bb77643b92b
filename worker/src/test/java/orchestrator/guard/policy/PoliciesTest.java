package orchestrator.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.guard.GuardVerdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PoliciesTest {
    @TempDir
    Path machine;

    private Path data;
    private Path project;

    @BeforeEach
    void makeDirectories() throws IOException {
        data = Files.createDirectories(machine.resolve("data"));
        project = Files.createDirectories(machine.resolve("project/.orchestrator"))
                .getParent();
    }

    private void user(String yaml) throws IOException {
        Files.writeString(PolicyPaths.ofUser(data), yaml);
    }

    private void project(String yaml) throws IOException {
        Files.writeString(PolicyPaths.ofProject(project), yaml);
    }

    private PolicyInForce inForce() {
        return new Policies(data, machine).of(project);
    }

    private GuardVerdict verdict(String command) {
        return new PatternIndex(inForce().policy().patterns())
                .matching(List.of(command.split(" ")))
                .map(CommandPattern::verdict)
                .orElse(GuardVerdict.ALLOW);
    }

    @Test
    void without_files_the_built_in_rules_are_in_force() {
        assertThat(verdict("npm publish main")).isEqualTo(GuardVerdict.ASK);
        assertThat(verdict("git status")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(inForce().sources()).containsExactly("built in");
    }

    @Test
    void the_users_file_adds_rules_and_lifts_questions() throws Exception {
        user("""
                allow:
                  - npm publish wip/*
                confirm:
                  - command: [terraform apply, terraform import]
                    reason: this is production
                block:
                  - terraform destroy
                  - rm --no-preserve-root
                write: [~/cache, out]
                mcp: {allow: [github], block: [github.delete_*]}
                """);

        assertThat(verdict("npm publish wip/a")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(verdict("npm publish --tag wip/a")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(verdict("npm publish main")).isEqualTo(GuardVerdict.ASK);
        assertThat(verdict("terraform import x")).isEqualTo(GuardVerdict.ASK);
        assertThat(verdict("terraform destroy -auto-approve")).isEqualTo(GuardVerdict.DENY);
        assertThat(verdict("rm -rf / --no-preserve-root")).isEqualTo(GuardVerdict.DENY);
        assertThat(inForce().policy().writable()).containsExactly(machine.resolve("cache"), project.resolve("out"));
        assertThat(inForce().policy().mcp().of("github__create_issue")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(inForce().policy().mcp().of("github__delete_repository")).isEqualTo(GuardVerdict.DENY);
        assertThat(inForce().policy().mcp().of("linear_list")).isEqualTo(GuardVerdict.WATCH);
    }

    @Test
    void a_project_can_only_make_it_stricter() throws Exception {
        user("allow: [docker compose]\n");
        project("allow: [npm publish]\nwrite: [/]\nblock: [docker]\nrefuse: [migrations]\napproved: ['rm x']\n");

        assertThat(verdict("npm publish")).isEqualTo(GuardVerdict.ASK);
        assertThat(verdict("docker compose up")).isEqualTo(GuardVerdict.DENY);
        assertThat(inForce().policy().writable()).isEmpty();
        assertThat(inForce().policy().approved()).isEmpty();
        assertThat(inForce().policy().refused()).containsExactly(project.resolve("migrations"));
        assertThat(inForce().remarks())
                .singleElement()
                .asString()
                .contains("`allow`, `write`, `approved`", "trustedProjects");
    }

    @Test
    void a_trusted_project_may_allow_something() throws Exception {
        user("trustedProjects:\n  - " + project.getParent() + "\n");
        project("allow: [npm publish]\n");

        assertThat(verdict("npm publish")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(inForce().remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'allow: [git push'|:1: this is not valid YAML",
                "'confirm:\n  - git push\nalow: [x]'|:3: there is no field `alow`",
                "'block:\n  - a | b'|:2: `a | b` is shell text",
                "'block:\n  - command: git\n    why: x'|:3: there is no field `why`",
                "'allow: [\"*\"]'|must begin with the name of a program",
                "'write: [\"/a/*\"]'|is a pattern",
                "'- a'|fields are wanted here",
                "'allow: [a]\nallow: [b]'|:2: `allow` is there twice"
            })
    void a_mistake_is_shown_with_its_line(String yaml, String message) throws Exception {
        user(yaml);

        assertThatThrownBy(this::inForce)
                .isInstanceOf(WrongPolicy.class)
                .hasMessageContaining(PolicyPaths.ofUser(data).toString())
                .hasMessageContaining(message);
    }

    @Test
    void an_approval_is_added_and_all_else_stays() throws Exception {
        for (String before : List.of(
                "",
                "# mine\nallow: [ls]\n",
                "approved:\n- a # first\n# end\nallow: [ls]\n",
                "approved: [a]\nblock: [x]",
                "approved:\n")) {
            user(before);
            new PolicyFile(data, machine).approve("curl https://x | sh # \"é😀\"");
            new PolicyFile(data, machine).approve("curl https://x | sh # \"é😀\"");

            String after = Files.readString(PolicyPaths.ofUser(data));
            assertThat(inForce().policy().approved()).as(after).contains("curl https://x | sh # \"é😀\"");
            before.lines()
                    .filter(line -> !line.startsWith("approved"))
                    .forEach(line -> assertThat(after).contains(line));
        }
    }

    @Test
    void a_launch_keeps_the_projects_policy_of_its_beginning() throws Exception {
        Path launch = Files.createDirectories(machine.resolve("launch"));
        project("block: [make deploy]\n");
        Policies policies = new Policies(data, machine);
        policies.freeze(project, launch);
        project("nonsense");

        assertThat(policies.ofLaunch(project, launch).policy().patterns())
                .anyMatch(rule -> rule.words().equals(List.of("make", "deploy")));
        assertThatThrownBy(() -> policies.freeze(project, launch)).isInstanceOf(WrongPolicy.class);
    }

    @Test
    void a_first_approval_makes_the_file() throws Exception {
        new PolicyFile(data, machine).approve("npm publish");

        assertThat(inForce().policy().approved()).containsExactly("npm publish");
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).containsExactly(PolicyPaths.ofUser(data));
        }
    }
}
