package orchestrator.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.agent.stream.Transcriber;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.Notice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeCollectorTest extends FollowerFixture {
    private static final long COLLECT_MILLIS = 200;

    private final AtomicLong nanos = new AtomicLong(1);
    private StreamCopy copy;

    @BeforeEach
    void openCopy() throws IOException {
        Files.createDirectories(runs.directory("run").path());
        Files.createFile(runs.directory("run").stdout());
        copy = new StreamCopy(log, stream("run"), runs.directory("run"), new Transcriber(agent), Clock.systemUTC());
    }

    @AfterEach
    void closeCopy() throws IOException {
        copy.close();
    }

    @Test
    void the_first_event_of_a_launch_is_returned_at_once() throws Exception {
        NoticeCollector collector = collector(0);
        assertThat(collector.isDue()).isFalse();

        print("{\"type\":\"message\",\"text\":\"MILESTONE: one\"}");

        assertThat(collector.isDue()).isTrue();
    }

    @Test
    void the_first_event_after_a_quiet_time_is_returned_at_once() throws Exception {
        NoticeCollector collector = collector(COLLECT_MILLIS);
        pass(COLLECT_MILLIS);

        print("{\"type\":\"message\",\"text\":\"MILESTONE: one\"}");

        assertThat(collector.isDue()).isTrue();
    }

    @Test
    void later_events_of_a_burst_are_returned_together() throws Exception {
        NoticeCollector collector = collector(COLLECT_MILLIS);
        print("{\"type\":\"message\",\"text\":\"MILESTONE: two\"}");
        assertThat(collector.isDue()).isFalse();
        pass(COLLECT_MILLIS - 1);
        print("{\"type\":\"message\",\"text\":\"MILESTONE: three\"}");
        assertThat(collector.isDue()).isFalse();
        assertThat(collector.millisLeft()).isEqualTo(1);

        pass(1);

        assertThat(collector.isDue()).isTrue();
        assertThat(collector.take(0, null).notices()).extracting(Notice::text).containsExactly("two", "three");
    }

    @Test
    void a_final_event_waits_a_moment_for_the_end_of_its_process() throws Exception {
        NoticeCollector collector = collector(0);
        pass(60_000);
        print("{\"type\":\"result\",\"ok\":true,\"text\":\"done\"}");
        assertThat(collector.isDue()).isFalse();

        pass(200);

        assertThat(collector.isDue()).isTrue();
    }

    private NoticeCollector collector(long collectMillis) {
        LaunchToFollow launch = new LaunchToFollow(stream("run"), runs.directory("run"), agent, copy);
        return new NoticeCollector(log, launch, nanos::get, new FollowRequest(runs.id("run"), -1, collectMillis));
    }

    private void print(String line) throws IOException {
        Files.writeString(runs.directory("run").stdout(), line + "\n", StandardOpenOption.APPEND);
        copy.copy();
    }

    private void pass(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
