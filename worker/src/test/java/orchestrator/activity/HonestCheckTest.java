package orchestrator.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import orchestrator.checkout.CheckoutActivities;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.CheckoutActivities.Verified.Status;
import orchestrator.checkout.CheckoutActivities.VerifyRequest;
import orchestrator.home.Approvals;
import orchestrator.home.Approvals.Approval;
import orchestrator.json.Json;
import orchestrator.launcher.TestHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents that change the check instead of doing their work. */
class HonestCheckTest {
    private static final String CHECK = "#!/bin/sh\ngrep -q good work.txt\n";

    @TempDir
    Path base;

    private TestHost host;
    private Path target;
    private @Nullable Path tree;
    private int runs;
    private TestActivityEnvironment temporal;
    private CheckoutActivities activities;

    @BeforeEach
    void open() throws Exception {
        host = new TestHost(base);
        target = host.directory("target");
        write(target, "work.txt", "good\n");
        write(target, "check.sh", CHECK);
        temporal = TestActivityEnvironment.newInstance(
                TestEnvironmentOptions.newBuilder().build());
        temporal.registerActivitiesImplementations(new CheckoutActivitiesOnHost(host.parts(), host.approved()));
        activities = temporal.newActivityStub(CheckoutActivities.class);
    }

    @AfterEach
    void close() throws Exception {
        temporal.close();
        host.close();
    }

    private static void write(Path directory, String name, String text) throws Exception {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (name.endsWith(".sh")) assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void approve(@Nullable String verify) {
        host.parts().home().session("honest").toFile().mkdirs();
        ObjectNode request = Json.MAPPER
                .createObjectNode()
                .put("prompt", "p")
                .put("target", target.toString())
                .put("verify", verify);
        String reference = host.parts().artifacts().put(Json.write(request));
        new Approvals(host.parts().home())
                .add("honest", new Approval("honest", "first", reference, reference, "ana", "cli", Instant.EPOCH));
    }

    private interface Change {
        void to(Path checkout) throws Exception;
    }

    private Opened open(@Nullable String isolation) {
        approve(null);
        return activities.open(new OpenRequest(
                "honest", "honest", target.toString(), target.toString(), isolation, List.of("claude"), null, null));
    }

    /** One run of the agent, whose work is integrated. */
    private void agent(Change change) throws Exception {
        if (tree == null) tree = Path.of(open(null).paths().get("claude"));
        change.to(tree);
        runs++;
        activities.integrate(new IntegrateRequest("honest", "claude", "claude-" + runs, "Do it"));
    }

    private Verified check(@Nullable String command) {
        approve(command);
        return activities.verify(new VerifyRequest("honest", command, 5));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_check_that_ran_on_the_snapshot_and_cannot_run_now_is_red(boolean deleted) throws Exception {
        agent(checkout -> {
            if (deleted) Files.delete(checkout.resolve("check.sh"));
            else
                assertThat(checkout.resolve("check.sh").toFile().setExecutable(false))
                        .isTrue();
        });

        Verified verified = check("./check.sh");

        assertThat(verified.status()).isEqualTo(Status.RED);
        assertThat(verified.wasRedBefore()).isFalse();
        assertThat(verified.remarks())
                .contains("On what the session began with it can be run, and here it cannot.")
                .contains("The check itself was changed by claude-1: check.sh ("
                        + (deleted ? "deleted" : "no longer executable") + ").");
    }

    @Test
    void a_check_changed_to_a_missing_interpreter_is_red() throws Exception {
        agent(checkout -> write(checkout, "check.sh", "#!/no/such/interpreter\n"));

        assertThat(check("./check.sh").status()).isEqualTo(Status.RED);
    }

    @Test
    void a_red_check_of_an_agent_stays_red_when_it_is_deleted() throws Exception {
        agent(checkout -> write(checkout, "new-check.sh", "#!/bin/sh\nexit 3\n"));
        assertThat(check("./new-check.sh").status()).isEqualTo(Status.RED);

        agent(checkout -> Files.delete(checkout.resolve("new-check.sh")));
        Verified verified = check("./new-check.sh");

        assertThat(verified.status()).isEqualTo(Status.RED);
        assertThat(verified.remarks())
                .contains("It could be run earlier in this session, and cannot any more.")
                .contains("changed by claude-2: new-check.sh (deleted)");
    }

    @Test
    void a_check_that_never_runs_says_nothing_about_the_work() throws Exception {
        agent(checkout -> write(checkout, "new.txt", "n\n"));

        Verified verified = check("./no-such-check");

        assertThat(verified.status()).isEqualTo(Status.CANNOT_RUN);
        assertThat(verified.leavesWork()).isFalse();
        assertThat(verified.remarks()).contains("On what the session began with it cannot be run either.");
    }

    @ParameterizedTest
    @CsvSource({"exit 0", "''"})
    void a_check_that_was_red_and_is_green_only_since_it_was_changed_is_in_doubt(String emptied) throws Exception {
        agent(checkout -> write(checkout, "work.txt", "bad\n"));
        assertThat(check("sh check.sh").status()).isEqualTo(Status.RED);

        agent(checkout -> write(checkout, "check.sh", emptied));
        Verified verified = check("sh check.sh");

        assertThat(verified.status()).isEqualTo(Status.GREEN);
        assertThat(verified.doubt())
                .startsWith("`sh check.sh` was red, and is green only since the check itself was changed.")
                .contains("claude-2")
                .contains("check.sh");
        assertThat(check("sh check.sh").doubt()).as("asked again").isNotEmpty();
    }

    @Test
    void a_check_emptied_before_it_was_ever_red_is_in_doubt_too() throws Exception {
        agent(checkout -> {
            write(checkout, "work.txt", "bad\n");
            write(checkout, "check.sh", "exit 0\n");
        });

        assertThat(check("sh check.sh").doubt())
                .startsWith("`sh check.sh` is green, but with the check as it was before it is red (exit code 1).");
    }

    @Test
    void a_changed_check_that_was_green_before_is_only_reported() throws Exception {
        agent(checkout -> write(checkout, "work.txt", "bad\n"));
        check("sh check.sh");
        agent(checkout -> {
            write(checkout, "work.txt", "good and better\n");
            write(checkout, "check.sh", CHECK + "grep -q better work.txt\n");
        });

        Verified verified = check("sh check.sh");

        assertThat(verified.leavesWork()).isFalse();
        assertThat(verified.remarks()).contains("The check itself was changed by claude-2: check.sh.");
    }

    @Test
    void scripts_that_a_check_runs_belong_to_it_and_its_input_does_not() throws Exception {
        write(target, "Makefile", "check:\n\t@sh tests/all.sh\n");
        write(target, "tests/all.sh", CHECK);
        agent(checkout -> write(checkout, "work.txt", "bad\n"));
        assertThat(check(null).remarks()).isEqualTo("Without any change it is green.");

        agent(checkout -> write(checkout, "tests/all.sh", "true\n"));

        assertThat(check(null).doubt()).contains("claude-2: tests/all.sh");
    }

    @Test
    void a_deleted_test_that_would_be_red_puts_green_in_doubt() throws Exception {
        write(target, "all.sh", "for t in *_test.sh; do [ ! -e \"$t\" ] || sh \"$t\" || exit 1; done\n");
        write(target, "good_test.sh", CHECK);
        agent(checkout -> {
            write(checkout, "work.txt", "bad\n");
            Files.delete(checkout.resolve("good_test.sh"));
        });

        assertThat(check("sh all.sh").doubt()).contains("claude-1: good_test.sh (deleted)");
    }

    @Test
    void the_script_of_a_package_is_part_of_the_check_and_its_dependencies_are_not() throws Exception {
        write(target, "package.json", "{\"scripts\":{\"test\":\"grep -q good work.txt\"}}");
        String command = "sh -c \"$(sed -n 's/.*\"test\" *: *\"\\([^\"]*\\)\".*/\\1/p' package.json)\" # npm test";
        agent(checkout -> write(
                checkout,
                "package.json",
                "{\"scripts\":{\"test\":\"grep -q good work.txt\"},\"dependencies\":{\"a\":\"1\"}}"));
        assertThat(check(command).remarks()).isEmpty();

        agent(checkout -> {
            write(checkout, "work.txt", "bad\n");
            write(checkout, "package.json", "{\"scripts\":{\"test\":\"true\"},\"dependencies\":{\"a\":\"1\"}}");
        });

        assertThat(check(command).doubt()).contains("claude-2: package.json");
    }

    @Test
    void a_build_file_that_suggests_no_check_any_more_makes_it_red() throws Exception {
        write(target, "Makefile", "check:\n\t@sh check.sh\n");
        agent(checkout -> Files.delete(checkout.resolve("Makefile")));

        Verified verified = check(null);

        assertThat(verified.status()).isEqualTo(Status.RED);
        assertThat(verified.command()).isEqualTo("make check");
        assertThat(verified.remarks())
                .contains("It was guessed from Makefile, which suggests no check any more.")
                .contains("changed by claude-1");
    }

    @Test
    void the_user_judges_a_replaced_build_file() throws Exception {
        write(target, "Makefile", "check:\n\t@sh check.sh\n");
        agent(checkout -> {
            Files.delete(checkout.resolve("Makefile"));
            write(checkout, "GNUmakefile", "test:\n\t@true\n");
        });

        assertThat(check(null).doubt())
                .startsWith("The check was `make check`, guessed from Makefile")
                .contains("claude-1")
                .endsWith("now it is `make test`, guessed from GNUmakefile.");
    }

    @Test
    void in_place_a_removed_check_is_red_or_in_doubt() throws Exception {
        open("none");
        tree = target;
        agent(checkout -> Files.delete(checkout.resolve("check.sh")));

        assertThat(check("./check.sh").leavesWork()).isTrue();
    }

    @Test
    void no_check_stays_no_check_if_there_was_none() throws Exception {
        agent(checkout -> write(checkout, "new.txt", "n\n"));

        assertThat(check(null).status()).isEqualTo(Status.NOTHING);
    }
}
