package orchestrator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import orchestrator.session.SessionActivities.LeaseRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesTest {
    private final Set<String> over = new HashSet<>();

    @TempDir
    Path directory;

    private Leases leases;

    @BeforeEach
    void open() {
        leases = new Leases(directory, held -> over.contains(held.session()));
    }

    @Test
    void a_second_session_waits_for_the_first_even_above_and_below_it() {
        assertThat(leases.take(lease("/app", "a"))).isEmpty();

        assertThat(leases.take(lease("/app", "b"))).contains("a");
        assertThat(leases.take(lease("/app/module", "b"))).contains("a");
        assertThat(leases.take(lease("/", "b"))).contains("a");
        assertThat(leases.take(lease("/application", "b"))).isEmpty();
    }

    @Test
    void a_lease_can_be_taken_again_by_its_holder() {
        leases.take(lease("/app", "a"));

        assertThat(leases.take(lease("/app", "a"))).isEmpty();
    }

    @Test
    void only_the_holder_can_give_a_lease_back() {
        leases.take(lease("/app", "a"));

        leases.release(lease("/app", "b"));
        assertThat(leases.take(lease("/app", "b"))).contains("a");
        leases.release(lease("/app", "a"));
        assertThat(leases.take(lease("/app", "b"))).isEmpty();
    }

    @Test
    void an_ended_session_that_kept_its_lease_does_not_block_the_next() {
        leases.take(lease("/app", "a"));
        over.add("a");

        assertThat(leases.take(lease("/app", "b"))).isEmpty();
    }

    @Test
    void a_lease_outlives_the_worker() {
        leases.take(lease("/app", "a"));

        assertThat(new Leases(directory, held -> false).take(lease("/app", "b")))
                .contains("a");
    }

    private static LeaseRequest lease(String target, String session) {
        return new LeaseRequest(target, session, "run-of-" + session, session);
    }
}
