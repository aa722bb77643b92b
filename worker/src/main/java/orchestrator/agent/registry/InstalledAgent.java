package orchestrator.agent.registry;

import java.nio.file.Path;
import orchestrator.agent.Agent;

/**
 * An agent whose program is installed.
 *
 * @param version empty if the program has none
 */
public record InstalledAgent(Agent agent, Path program, String version) {

    /** Name and version, and the tested version if it differs. */
    public String inWords() {
        if (version.isEmpty()) return agent.name();
        String other = isTested() ? "" : " (tested with " + agent.testedVersion() + ")";
        return agent.name() + " " + version + other;
    }

    /** True if its version is in the tested series or unknown. */
    public boolean isTested() {
        String tested = agent.testedVersion();
        return tested.isEmpty() || version.isEmpty() || series(tested).equals(series(version));
    }

    private static String series(String version) {
        int minorEnd = version.indexOf('.', version.indexOf('.') + 1);
        return minorEnd < 0 ? version : version.substring(0, minorEnd);
    }
}
