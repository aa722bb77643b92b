package orchestrator.agent.registry;

import java.nio.file.Path;
import orchestrator.agent.Agent;

/**
 * An agent whose program is here.
 *
 * @param version empty where the program tells none
 */
public record InstalledAgent(Agent agent, Path program, String version) {

    /** Name and version, and which one was tested where it is another. */
    public String inWords() {
        if (version.isEmpty()) return agent.name();
        String other = isTested() ? "" : " (tested with " + agent.testedVersion() + ")";
        return agent.name() + " " + version + other;
    }

    /** Whether it is of the series that was tested, or nobody can tell. */
    public boolean isTested() {
        String tested = agent.testedVersion();
        return tested.isEmpty() || version.isEmpty() || series(tested).equals(series(version));
    }

    private static String series(String version) {
        int minorEnd = version.indexOf('.', version.indexOf('.') + 1);
        return minorEnd < 0 ? version : version.substring(0, minorEnd);
    }
}
