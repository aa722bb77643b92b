package orchestrator.workspace;

import java.nio.file.Path;
import orchestrator.checkout.LeftOut;
import orchestrator.workspace.request.MergeRequest;

/** Integrates and merges in a process with other permissions or another locale, and prints the outcome. */
final class IntegrateAndMergeMain {
    private IntegrateAndMergeMain() {}

    public static void main(String[] arguments) throws Exception {
        try (UserProject project = new UserProject(Path.of(arguments[0]))) {
            for (LeftOut one : project.integrate("claude").leftOut())
                System.out.println("left out: " + one.path() + " " + one.why());
            for (String line : project.checkouts.merge(new MergeRequest(UserProject.KEY, null, true, false, "Do it")))
                System.out.println("told: " + line);
        }
    }
}
