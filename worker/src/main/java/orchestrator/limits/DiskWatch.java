package orchestrator.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import orchestrator.event.StreamId;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launcher.HostContext;
import orchestrator.limits.LimitGauge.Finding;
import orchestrator.limits.LimitGauge.Kind;
import orchestrator.process.LaunchDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of followed launches that fill the disk, and stops those that write too much. Measures one directory tree at a
 * time, each at most once a minute, and rests after each for much longer than it took; but not while the disk is nearly
 * full.
 */
public final class DiskWatch {
    private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration EVERY_IF_SHORT = Duration.ofSeconds(5);
    private static final Duration MEASURED_WITHIN = Duration.ofSeconds(30);
    private static final int RESTS_TIMES_AS_LONG = 20;

    private final HostContext host;
    private final DiskLimits limits;
    private final LongSupplier nanoClock;
    private final DiskUse use = new DiskUse(MEASURED_WITHIN);
    private final Enforcement enforcement;
    private final Map<LaunchId, Tree> trees = new HashMap<>();
    private long restsUntilNanos;

    /** What is known of one launch's directories. */
    private static final class Tree {
        private final Path workspace;
        private final List<Path> directories;
        private final Set<Kind> said = EnumSet.noneOf(Kind.class);
        private long grownBytes;
        private long measuredAtNanos;
        private boolean isMeasured;

        Tree(Path workspace, List<Path> directories) {
            this.workspace = workspace;
            this.directories = directories;
        }

        long freeBytes() {
            return workspace.toFile().getUsableSpace();
        }

        boolean isDue(long now, Duration every) {
            return !isMeasured || now - measuredAtNanos > every.toNanos();
        }
    }

    public DiskWatch(HostContext host, DiskLimits limits, LongSupplier nanoClock) {
        this.host = host;
        this.limits = limits;
        this.nanoClock = nanoClock;
        enforcement = new Enforcement(host);
        restsUntilNanos = nanoClock.getAsLong();
    }

    /** Looks at the free space of all followed launches, and measures at most one of them. Never throws. */
    public void look() {
        try {
            List<LaunchId> launches = host.followers().streams().now().stream()
                    .map(StreamId::launch)
                    .distinct()
                    .toList();
            trees.keySet().retainAll(launches);
            for (LaunchId launch : launches) {
                if (!trees.containsKey(launch)) tree(launch).ifPresent(tree -> trees.put(launch, tree));
            }
            if (!trees.isEmpty()) measureOne();
            enforcement.record();
        } catch (RuntimeException e) {
            log.warn("cannot see what the runs write, retrying in a moment: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Tree> tree(LaunchId launch) {
        Path scratch = host.home().session(launch.key()).resolve("scratch").resolve(launch.run());
        return host.launches()
                .directory(launch)
                .workspace()
                .map(workspace -> new Tree(
                        workspace,
                        Stream.of(workspace, scratch).filter(Files::isDirectory).toList()));
    }

    private void measureOne() throws InterruptedException {
        boolean isShort = trees.values().stream().anyMatch(tree -> limits.isShort(tree.freeBytes()));
        long now = nanoClock.getAsLong();
        if (!isShort && now < restsUntilNanos) return;
        Duration every = isShort ? EVERY_IF_SHORT : EVERY;
        Optional<LaunchId> due = trees.entrySet().stream()
                .filter(entry -> entry.getValue().isDue(now, every))
                .min(Comparator.comparing((Map.Entry<LaunchId, Tree> entry) -> entry.getValue().isMeasured)
                        .thenComparing(entry -> entry.getValue().measuredAtNanos))
                .map(Map.Entry::getKey);
        if (due.isPresent()) measure(due.get(), trees.get(due.get()), now);
        if (isShort) judgeAll();
    }

    private void measure(LaunchId launch, Tree tree, long begun) throws InterruptedException {
        OptionalLong bytes = use.bytes(tree.directories);
        long ended = nanoClock.getAsLong();
        restsUntilNanos = ended + RESTS_TIMES_AS_LONG * (ended - begun);
        tree.measuredAtNanos = ended;
        if (bytes.isEmpty() && !tree.isMeasured)
            log.warn("cannot measure the workspace of launch={}: only the free space of its disk is watched", launch);
        tree.isMeasured = true;
        if (bytes.isEmpty()) return;
        LaunchDirectory directory = host.launches().directory(launch);
        long before = directory.diskBytes().orElseGet(() -> {
            directory.markDiskBytes(bytes.getAsLong());
            return bytes.getAsLong();
        });
        tree.grownBytes = Math.max(0, bytes.getAsLong() - before);
        judge(launch, tree);
    }

    private void judgeAll() throws InterruptedException {
        for (Map.Entry<LaunchId, Tree> entry : new ArrayList<>(trees.entrySet())) {
            judge(entry.getKey(), entry.getValue());
        }
    }

    private void judge(LaunchId launch, Tree tree) throws InterruptedException {
        boolean grewMost = trees.values().stream().noneMatch(other -> other.grownBytes > tree.grownBytes);
        long free = tree.freeBytes();
        List<Finding> findings = new ArrayList<>(limits.judge(tree.grownBytes, free, grewMost));
        findings.removeIf(finding -> !tree.said.add(finding.kind()));
        ObjectNode data = Json.MAPPER
                .createObjectNode()
                .put("grownBytes", tree.grownBytes)
                .put("freeBytes", free);
        enforcement.carryOut(launch, findings, data);
    }
}
