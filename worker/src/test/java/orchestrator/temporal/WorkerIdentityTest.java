package orchestrator.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import orchestrator.home.Fingerprint;
import orchestrator.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerIdentityTest {
    @TempDir
    Path home;

    @Test
    void a_process_that_is_gone_from_this_machine_polls_no_more() throws Exception {
        Fingerprint fingerprint = Fingerprint.of(Home.at(home));
        WorkerIdentity ours = WorkerIdentity.here("127.0.0.1:7233", fingerprint);
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThat(ours.fingerprint()).contains(fingerprint);
        assertThat(ours.mayLive()).isTrue();
        assertThat(new WorkerIdentity(ours.text().replaceFirst("\\d+@", ended.pid() + "@")).mayLive())
                .isFalse();
    }

    @Test
    void a_process_of_another_machine_may_live_whatever_its_pid() {
        WorkerIdentity other = new WorkerIdentity("999999999@host:7233 data:0123456789ab on:elsewhere/1");

        assertThat(other.mayLive()).isTrue();
        assertThat(other.fingerprint()).isPresent();
    }
}
