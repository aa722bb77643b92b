package orchestrator.capacity;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/**
 * Decides if one more agent may begin on this machine. The worker's environment can change the numbers:
 *
 * <ul>
 * <li>{@code ORCHESTRATOR_AGENT_MEMORY_MB}: memory that an agent is expected to need; 700
 * <li>{@code ORCHESTRATOR_MEMORY_RESERVE_MB}: memory that stays free; 1024, at most an eighth of the machine
 * <li>{@code ORCHESTRATOR_AGENTS_MAX}: agents at once, whatever the memory; unlimited
 * </ul>
 */
public record Capacity(long agentBytes, long reserveBytes, int agentsMax) {
    private static final long MEGABYTE = 1024 * 1024;
    private static final int AGENT_MEGABYTES = 700;
    private static final int RESERVE_MEGABYTES = 1024;
    private static final int RESERVED_PART_MAX = 8;
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException if a variable is not a whole number, or if agents could not run at all */
    public static Capacity of(Map<String, String> environment, long machineMemoryBytes) {
        long reserve = Math.min(RESERVE_MEGABYTES, machineMemoryBytes / RESERVED_PART_MAX / MEGABYTE);
        return new Capacity(
                number(environment, "ORCHESTRATOR_AGENT_MEMORY_MB", AGENT_MEGABYTES) * MEGABYTE,
                number(environment, "ORCHESTRATOR_MEMORY_RESERVE_MB", (int) reserve) * MEGABYTE,
                number(environment, "ORCHESTRATOR_AGENTS_MAX", UNLIMITED));
    }

    /**
     * Why no agent may begin now, in a sentence; empty if one may. One agent may always run.
     *
     * @param young agents that may begin or have just begun, so that the free memory does not show yet what they need
     * @param freeBytes empty if this system does not tell
     * @param running counts the living agents, the young ones included; asked only if it matters
     */
    Optional<String> refusal(int young, OptionalLong freeBytes, IntSupplier running) {
        boolean isShort = freeBytes.isPresent() && freeBytes.getAsLong() < needed(young + 1);
        if (!isShort && agentsMax == UNLIMITED) return Optional.empty();
        int count = Math.max(young, running.getAsInt());
        if (count == 0) return Optional.empty();
        if (count >= agentsMax)
            return Optional.of(agents(count) + " on this machine, and ORCHESTRATOR_AGENTS_MAX is " + agentsMax + ".");
        return isShort ? Optional.of(tooLittle(young, freeBytes.getAsLong(), count)) : Optional.empty();
    }

    private long needed(int agents) {
        return reserveBytes + agents * agentBytes;
    }

    private String tooLittle(int young, long freeBytes, int count) {
        String begun = young == 0 ? "" : ", " + young + " that just began will need up to " + shown(young * agentBytes);
        return agents(count) + " on this machine" + begun + ", and of its memory " + shown(freeBytes)
                + " is free: too little for one more (" + shown(agentBytes) + ") beside the reserve of "
                + shown(reserveBytes) + ".";
    }

    private static String agents(int count) {
        return count == 1 ? "1 agent runs" : count + " agents run";
    }

    private static String shown(long bytes) {
        long megabytes = bytes / MEGABYTE;
        return megabytes < 1_000 ? megabytes + " MB" : String.format(Locale.ROOT, "%.1f GB", megabytes / 1024.0);
    }

    private static int number(Map<String, String> environment, String name, int usual) {
        String text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) return usual;
        if (text.matches("[1-9][0-9]{0,8}")) return Integer.parseInt(text);
        throw new IllegalArgumentException(name + " is `" + text + "`; set it to a whole number above 0, or unset it");
    }
}
