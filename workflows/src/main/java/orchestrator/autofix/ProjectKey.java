package orchestrator.autofix;

import java.util.Locale;
import orchestrator.text.Sha256;

/** Names a project by its directory: readable, safe as a file name, and different for each path. */
public final class ProjectKey {
    private static final int NAME_MAX = 20;
    private static final int HASH_DIGITS = 8;

    private ProjectKey() {}

    /** @param directory real absolute path; returns for example {@code shop-1f2e3d4c} */
    public static String of(String directory) {
        String last = directory.substring(directory.lastIndexOf('/') + 1);
        String name =
                last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String cut = name.isEmpty() ? "project" : name.substring(0, Math.min(NAME_MAX, name.length()));
        return cut + "-" + Sha256.hex(directory).substring(0, HASH_DIGITS);
    }
}
