package orchestrator.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.workspace.request.Refused;

/** Projects in which an agent has worked: it has changed line 7 of a.txt, added a file and deleted b.txt. */
final class AgentWork {
    private AgentWork() {}

    /** A repository with one commit, after the work of an agent. */
    static UserProject done(PreparedProjects projects) throws Exception {
        return projects.project("worked", fresh -> {
            fresh.repository().open("claude");
            change(fresh);
        });
    }

    /** The same, but the user has changed line 1 of a.txt before. */
    static UserProject doneBesideMine(PreparedProjects projects) throws Exception {
        return projects.project("worked-beside-mine", fresh -> {
            fresh.repository().write("a.txt", line(1, "MINE", fresh.read("a.txt")));
            fresh.open("claude");
            change(fresh);
        });
    }

    static void change(UserProject project) throws IOException, Refused {
        Path tree = project.tree("claude");
        UserProject.write(tree, "a.txt", line(7, "AGENT", UserProject.read(tree, "a.txt")));
        UserProject.write(tree, "new/agent.txt", "agent\n");
        Files.delete(tree.resolve("b.txt"));
        project.integrate("claude");
    }

    /** The text with another line {@code n}. */
    static String line(int n, String text, String in) {
        String[] lines = in.split("\n", -1);
        lines[n - 1] = text;
        return String.join("\n", lines);
    }
}
