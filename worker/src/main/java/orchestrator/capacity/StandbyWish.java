package orchestrator.capacity;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import orchestrator.home.Standby;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the supervisor of the serving worker if it shall run a standby, whenever the answer changes. */
public final class StandbyWish {
    private static final Logger log = LoggerFactory.getLogger(StandbyWish.class);

    private final StandbyRule rule;
    private final Standby standby;
    private final Supplier<OptionalLong> freeBytes;
    private @Nullable Boolean wanted;

    public StandbyWish(StandbyRule rule, Standby standby) {
        this(rule, standby, new FreeMemory()::bytes);
    }

    StandbyWish(StandbyRule rule, Standby standby, Supplier<OptionalLong> freeBytes) {
        this.rule = rule;
        this.standby = standby;
        this.freeBytes = freeBytes;
    }

    /** Never throws: the next look tries again. */
    public void look() {
        boolean hasOne = standby.status().pid() != 0;
        Optional<String> refusal = rule.refusal(freeBytes.get(), hasOne);
        Boolean now = refusal.isEmpty();
        if (now.equals(wanted)) return;
        try {
            refusal.ifPresentOrElse(standby::refuse, standby::want);
            wanted = now;
        } catch (UncheckedIOException e) {
            log.warn("could not tell the supervisor about the standby, trying again: {}", e.toString());
            return;
        }
        refusal.ifPresentOrElse(why -> log.info("no standby: {}", why), () -> log.info("a standby is wanted"));
    }
}
