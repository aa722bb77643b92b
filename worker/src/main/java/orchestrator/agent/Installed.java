package orchestrator.agent;

import java.nio.file.Path;

/**
 * An agent whose program is here.
 *
 * @param version empty where the program tells none
 */
public record Installed(Agent agent, Path program, String version) {

    /** Name and version, and which one was tested where it is another. */
    public String inWords() {
        if (version.isEmpty()) return agent.name();
        String tested = agent.testedVersion();
        String other =
                tested.isEmpty() || series(tested).equals(series(version)) ? "" : " (tested with " + tested + ")";
        return agent.name() + " " + version + other;
    }

    private static String series(String version) {
        int minorEnd = version.indexOf('.', version.indexOf('.') + 1);
        return minorEnd < 0 ? version : version.substring(0, minorEnd);
    }
}
