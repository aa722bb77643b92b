package orchestrator.modelserver.story;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.modelserver.story.Step.Edit;
import orchestrator.modelserver.story.Step.Read;
import orchestrator.modelserver.story.Step.Say;

/**
 * Three projects with one line that may be wrong, and an agent that puts it right. The tests print the cue, so that the
 * prompt has it with the failing output.
 */
public enum SmallRepairs {
    MAVEN("src/main/java/shop/Price.java", "        return count * 50 - discount(count);", "- discount", "+ discount"),
    NPM("price.js", "  return count * 50 - discount(count);", "- discount", "+ discount"),
    PYTEST("price.py", "    return count * 50 - discount(count)", "- discount", "+ discount");

    private final String file;
    private final String right;
    private final String wrong;

    SmallRepairs(String file, String right, String from, String to) {
        this.file = file;
        this.right = right;
        this.wrong = right.replace(from, to);
    }

    /** The text that a failing test prints. */
    public String cue() {
        return "[[scenario:strategy=" + word() + "-strategy;fix=" + word() + "-repair;*=hello]]";
    }

    /** The file with the line. */
    public String file() {
        return file;
    }

    public String rightLine() {
        return right;
    }

    public String wrongLine() {
        return wrong;
    }

    private String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Map<String, List<Turn>> scenarios() {
        Map<String, List<Turn>> scenarios = new TreeMap<>();
        for (SmallRepairs project : values()) {
            String path = "{cwd}/" + project.file;
            scenarios.put(
                    project.word() + "-strategy",
                    List.of(
                            Turn.of(new Read(path)),
                            Turn.of(new Say("The discount is added instead of taken off. Put this one line of "
                                    + project.file + " right, and change no test."))));
            scenarios.put(
                    project.word() + "-repair",
                    List.of(
                            Turn.of(new Read(path)),
                            Turn.of(new Edit(path, project.wrong, project.right)),
                            Turn.of(new Say("The discount is taken off again."))));
        }
        return scenarios;
    }
}
