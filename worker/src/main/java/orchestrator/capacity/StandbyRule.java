package orchestrator.capacity;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides if a worker has a warm standby. {@code ORCHESTRATOR_STANDBY} may be {@code auto} (the default: where memory
 * allows), {@code on} or {@code off}.
 *
 * <p>A standby must never be the reason that an agent has to wait: it is started if the free memory has room for it and
 * for one more agent above the reserve, and ended if less than the reserve is free.
 */
public record StandbyRule(Mode mode, Capacity capacity) {
    private static final String VARIABLE = "ORCHESTRATOR_STANDBY";
    private static final long MEGABYTE = 1024 * 1024;
    /** What a waiting standby has for itself; measured: 120 MB, and 60 MB that it shares with the serving worker. */
    private static final long STANDBY_BYTES = 128 * MEGABYTE;

    /** The values of the variable. */
    public enum Mode {
        AUTO,
        ON,
        OFF
    }

    /** @throws IllegalArgumentException if the variable has another value */
    public static StandbyRule of(Map<String, String> environment, Capacity capacity) {
        String text = environment.getOrDefault(VARIABLE, "").strip().toLowerCase(Locale.ROOT);
        Mode mode = switch (text) {
            case "", "auto" -> Mode.AUTO;
            case "on" -> Mode.ON;
            case "off" -> Mode.OFF;
            default -> throw new IllegalArgumentException(VARIABLE + " is `" + text + "`; set it to auto, on or off");
        };
        return new StandbyRule(mode, capacity);
    }

    /**
     * Why there is no standby, as the end of a sentence; empty if there is one.
     *
     * @param freeBytes empty if this system does not tell
     * @param hasOne true if a standby runs, whose memory is not free
     */
    Optional<String> refusal(OptionalLong freeBytes, boolean hasOne) {
        return switch (mode) {
            case ON -> Optional.empty();
            case OFF -> Optional.of("it is switched off (" + VARIABLE + "=off or --no-standby)");
            case AUTO -> freeBytes.isEmpty() ? Optional.of(unknown()) : tooLittle(freeBytes.getAsLong(), hasOne);
        };
    }

    private static String unknown() {
        return "this system does not tell how much memory is free; " + VARIABLE + "=on starts one all the same";
    }

    private Optional<String> tooLittle(long freeBytes, boolean hasOne) {
        long needed =
                hasOne ? capacity.reserveBytes() : capacity.reserveBytes() + capacity.agentBytes() + STANDBY_BYTES;
        if (freeBytes >= needed) return Optional.empty();
        return Optional.of(freeBytes / MEGABYTE + " MB of memory are free, and a standby is "
                + (hasOne ? "kept only above the reserve of " : "started only above ") + needed / MEGABYTE + " MB ("
                + VARIABLE + "=on starts one all the same)");
    }
}
