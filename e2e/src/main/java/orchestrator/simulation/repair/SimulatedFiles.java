package orchestrator.simulation.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.simulation.fate.Dice;

/** The user's files: each has a number of its content, and some contents are broken. */
final class SimulatedFiles {
    static final List<String> NAMES = List.of("src/a.py", "src/b.py", "src/c.py", "lib/d.py", "lib/e.py");
    /** So many of a thousand changes break something. */
    private static final int BREAKS = 550;

    private final Dice dice;
    private final Map<String, Content> contents = new TreeMap<>();

    SimulatedFiles(Dice dice) {
        this.dice = dice;
        NAMES.forEach(name -> contents.put(name, new Content(0, false, "")));
    }

    /** @param repairedBy key of the task whose repair it is; empty if a person wrote it */
    record Content(int number, boolean broken, String repairedBy) {}

    Content content(String name) {
        return contents.getOrDefault(name, new Content(0, false, ""));
    }

    /** Contents by name. */
    Map<String, Content> all() {
        return new TreeMap<>(contents);
    }

    /** A person writes something else into these files. */
    void change(List<String> names) {
        for (String name : names) {
            int number = content(name).number() + 1;
            contents.put(name, new Content(number, dice.chance(BREAKS, "broken", name, number), ""));
        }
    }

    /** Writes a repair, or takes it back with the contents from before. */
    void write(Map<String, Content> written) {
        contents.putAll(written);
    }

    /** These files repaired by this task. */
    Map<String, Content> repaired(List<String> names, String key) {
        Map<String, Content> repaired = new TreeMap<>();
        names.forEach(name -> repaired.put(name, new Content(content(name).number() + 1, false, key)));
        return repaired;
    }

    /** Those of these files whose content is broken. */
    static List<String> broken(Map<String, Content> contents, List<String> names) {
        List<String> broken = new ArrayList<>();
        for (String name : names) {
            Content content = contents.get(name);
            if (content != null && content.broken()) broken.add(name);
        }
        return broken;
    }
}
