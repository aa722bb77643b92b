package orchestrator.git;

import java.util.Map;

/**
 * Size limits for one file of a result and for all new files of a checkout together. Files above a limit are left out
 * and reported.
 */
public record SizeLimits(long fileBytes, long newBytes) {
    /** Environment variable of the worker: the limit for one file in megabytes. */
    public static final String FILE_MB = "ORCHESTRATOR_FILE_MB_MAX";

    public static final SizeLimits NONE = new SizeLimits(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final long MB = 1024L * 1024;
    private static final long FILE_MB_DEFAULT = 100;
    private static final long NEW_MB = 2 * 1024;

    public long fileMegabytes() {
        return fileBytes / MB;
    }

    public static SizeLimits of(Map<String, String> environment) {
        String asked = environment.getOrDefault(FILE_MB, "").strip();
        boolean isNumber = asked.matches("[1-9][0-9]{0,5}");
        long file = isNumber ? Long.parseLong(asked) : FILE_MB_DEFAULT;
        return new SizeLimits(file * MB, Math.max(file, NEW_MB) * MB);
    }
}
