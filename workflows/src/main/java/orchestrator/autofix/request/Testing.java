package orchestrator.autofix.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the tests are run.
 *
 * @param command runs all tests; guessed from the build files if it is null
 * @param map the tests of some files; the first rule that matches counts, then the conventions of the language
 * @param setup command that makes a fresh checkout usable; null for none
 * @param minutesMax time limit of one run of the tests; 15 if it is not given
 */
public record Testing(
        @Nullable String command,
        List<MapRule> map,
        @Nullable String setup,
        int minutesMax) {
    public static final Testing GUESSED = new Testing(null, List.of(), null, 0);
    private static final int MINUTES = 15;

    public Testing {
        map = map == null ? List.of() : List.copyOf(map);
        minutesMax = minutesMax <= 0 ? MINUTES : minutesMax;
    }

    /** The same with a command that was guessed. */
    public Testing withCommand(String guessed) {
        return new Testing(guessed, map, setup, minutesMax);
    }

    /**
     * @param files glob of changed files, relative to the target, such as {@code src/**}
     * @param tests path of their tests, relative to the target; {@code {name}} stands for the changed file's name without
     *     its extension
     */
    public record MapRule(String files, String tests) {}
}
