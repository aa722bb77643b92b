package orchestrator.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.ActivityCanceledException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ActivityHeartbeatTest {
    @Test
    void heartbeats_are_sent_only_while_the_thread_waits() {
        AtomicInteger beats = new AtomicInteger();

        ActivityHeartbeat pulse = ActivityHeartbeat.every(5, beats::incrementAndGet);
        await().until(() -> beats.get() > 3);
        pulse.close();

        int last = beats.get();
        await().during(java.time.Duration.ofMillis(50)).until(() -> beats.get() == last);
    }

    @Test
    void a_cancelled_activitys_thread_is_interrupted_and_ready_for_the_next_task() {
        ActivityHeartbeat pulse = ActivityHeartbeat.every(5, () -> {
            throw new ActivityCanceledException();
        });

        assertThatThrownBy(() -> new CountDownLatch(1).await()).isInstanceOf(InterruptedException.class);
        pulse.close();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
