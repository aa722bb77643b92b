package orchestrator.workspace;

import java.nio.file.Path;
import orchestrator.checkout.LeftOut;

/** In a process of its own, with other rights or another locale: brings in what the agent did, merges, and says how. */
final class BringsInAndMerges {
    private BringsInAndMerges() {}

    public static void main(String[] arguments) throws Exception {
        try (Project project = new Project(Path.of(arguments[0]))) {
            for (LeftOut one : project.integrate("claude").leftOut())
                System.out.println("left out: " + one.path() + " " + one.why());
            for (String line : project.checkouts.merge(new MergeRequest(Project.KEY, null, true, false, "Do it")))
                System.out.println("told: " + line);
        }
    }
}
