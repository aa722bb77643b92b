package orchestrator.repair;

import java.nio.charset.StandardCharsets;
import java.util.List;
import orchestrator.eventlog.Artifacts;
import orchestrator.git.Git;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;

/**
 * A repair as a diff against what the task began with.
 *
 * @param artifact with the text
 * @param files relative to the project
 */
record RepairDiff(String artifact, List<String> files) {
    private static final int BYTES_MAX = 4_000_000;

    static RepairDiff of(SessionCheckout session, Artifacts artifacts) throws Refused {
        session.requireTarget();
        Git git = session.target();
        String base = session.known().base();
        String result = session.result();
        byte[] diff = git.bytes("diff", "--no-ext-diff", "--no-textconv", "--no-renames", base, result);
        String text = new String(diff, 0, Math.min(diff.length, BYTES_MAX), StandardCharsets.UTF_8);
        String cut = diff.length > BYTES_MAX ? "\n… cut here: the whole diff has " + diff.length + " bytes\n" : "";
        String prefix = session.place().below();
        List<String> files = git.changed(base, result).stream()
                .map(Git::readable)
                .map(name -> name.startsWith(prefix) ? name.substring(prefix.length()) : "/" + name)
                .toList();
        return new RepairDiff(artifacts.put(text + cut), files);
    }
}
