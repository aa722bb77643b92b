package orchestrator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** Locks of keys. */
class TurnsTest {
    @Test
    void users_of_a_key_share_its_lock_and_a_key_that_nobody_uses_is_forgotten() {
        Turns<String> turns = new Turns<>();

        ReentrantLock first = turns.use("a");
        ReentrantLock second = turns.use("a");
        ReentrantLock other = turns.use("b");
        turns.giveBack("a");

        assertThat(second).isSameAs(first).isNotSameAs(other);
        assertThat(turns.inUse()).isEqualTo(2);
        turns.giveBack("a");
        turns.giveBack("b");
        assertThat(turns.inUse()).isZero();
        assertThatThrownBy(() -> turns.giveBack("a")).isInstanceOf(IllegalStateException.class);
    }
}
