package orchestrator.clock;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import orchestrator.host.Span;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the nanoseconds in which this machine could work, and knows the gaps: suspend, stopped processes, power off,
 * or a clock that was set ahead. The time without a worker is no gap if the machine was up, because agents continued.
 */
public final class MachineTime implements WorkedTime {
    private static final Logger log = LoggerFactory.getLogger(MachineTime.class);

    /** The interval at which to call {@link #look}. */
    public static final long LOOK_EVERY_MILLIS = 2_000;

    private static final long KEEP_EVERY_MILLIS = 10_000;

    private final MachineClocks clocks;
    private final LongSupplier nanoClock;
    private final GapFiles files;
    private final List<Gap> unreported = new ArrayList<>();
    private ClockReading last;
    private long keptAtMillis;
    private long lookedNanos;
    private long workedNanos;

    /** @param directory stores gaps for later workers */
    public static MachineTime in(Path directory) {
        return new MachineTime(new SystemClocks(), System::nanoTime, directory);
    }

    MachineTime(MachineClocks clocks, LongSupplier nanoClock, Path directory) {
        this.clocks = clocks;
        this.nanoClock = nanoClock;
        files = new GapFiles(directory);
        last = clocks.read();
        lookedNanos = nanoClock.getAsLong();
        // Without boot ids, readings of two processes cannot be compared.
        files.lastReading()
                .filter(before -> !before.boot().isEmpty() && !last.boot().isEmpty())
                .flatMap(before -> Gap.between(before, last, false))
                .ifPresent(this::found);
        keep();
    }

    @Override
    public synchronized long getAsLong() {
        long sinceLook = nanoClock.getAsLong() - lookedNanos;
        if (sinceLook < TimeUnit.MILLISECONDS.toNanos(Gap.AT_LEAST_MILLIS)) return workedNanos + sinceLook;
        look();
        return workedNanos + nanoClock.getAsLong() - lookedNanos;
    }

    /** Call it every few seconds. If a call comes much too late, it finds a gap. */
    public synchronized void look() {
        ClockReading before = last;
        long nanos = nanoClock.getAsLong();
        last = clocks.read();
        long passed = nanos - lookedNanos;
        if (passed < TimeUnit.MILLISECONDS.toNanos(Gap.AT_LEAST_MILLIS)) workedNanos += passed;
        lookedNanos = nanos;
        Gap.between(before, last, true)
                .flatMap(gap -> Gap.between(latest(before), last, true))
                .ifPresent(this::found);
        if (last.awakeMillis() - keptAtMillis >= KEEP_EVERY_MILLIS) keep();
    }

    @Override
    public long gapMillis(List<Span> spans) {
        look();
        List<Gap> gaps = files.gaps().stream()
                .sorted(Comparator.comparingLong(Gap::fromMillis))
                .toList();
        return spans.stream().mapToLong(span -> gapMillis(span, gaps)).sum();
    }

    /** Passes unreported gaps to the listener. If it throws, the gap is passed again next time. */
    public void tell(Consumer<Gap> listener) {
        List<Gap> news;
        synchronized (this) {
            news = List.copyOf(unreported);
        }
        for (Gap gap : news) {
            listener.accept(gap);
            synchronized (this) {
                unreported.remove(gap);
            }
        }
    }

    /** Several workers may have seen the same gap, which counts once. */
    private static long gapMillis(Span span, List<Gap> gaps) {
        long millis = 0;
        long upTo = Long.MIN_VALUE;
        for (Gap gap : gaps) {
            millis += gap.millisIn(span, upTo);
            upTo = Math.max(upTo, gap.toMillis());
        }
        return millis;
    }

    /** If only this worker was stopped, another one on this host has made readings meanwhile and reported any gap. */
    private ClockReading latest(ClockReading ours) {
        return files.lastReading()
                .filter(others -> others.boot().equals(ours.boot()))
                .filter(others -> others.awakeMillis() > ours.awakeMillis())
                .orElse(ours);
    }

    private void found(Gap gap) {
        log.warn("gap seconds={} cause={}", TimeUnit.MILLISECONDS.toSeconds(gap.millis()), gap.cause());
        files.add(gap);
        unreported.add(gap);
        keep();
    }

    private void keep() {
        keptAtMillis = last.awakeMillis();
        files.keep(last);
    }
}
