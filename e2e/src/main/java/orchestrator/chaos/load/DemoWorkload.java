package orchestrator.chaos.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import orchestrator.agent.custom.ScriptedAgents;
import orchestrator.chaos.finding.Findings;
import orchestrator.chaos.finding.Findings.Kind;
import orchestrator.eventlog.Archive;
import orchestrator.harness.ExternalCommand;
import orchestrator.json.Json;
import orchestrator.session.AssignmentState;
import orchestrator.session.SessionState;

/**
 * The demo's session: a plan, two agents that write in parallel, a mistake that the review finds, a fix, checks. With any
 * kills it ends in the same way: the same decisions, one fix, green checks, and the same commit after the merge.
 */
public final class DemoWorkload implements Workload {
    private static final String CHECKS = "sh test.sh";
    private static final List<String> DECISIONS = List.of("LOG_WARNING", "CONTINUE");
    private static final Map<String, Long> DONE = Map.of("plan", 1L, "work", 3L, "fix", 1L);

    private final InstalledOrchestrator installed;
    private String tree = "";

    public DemoWorkload(InstalledOrchestrator installed) {
        this.installed = installed;
    }

    @Override
    public ObjectNode request(String session) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("prompt", "Write greet.sh, which greets and has a --json flag, and a test for it.");
        request.put("target", repository(installed.target(session)).toString());
        request.put("verify", CHECKS);
        ScriptedAgents.CREW.forEach(request.putArray("agents")::add);
        return request;
    }

    /** A run may be relaunched three times, and the implementer crashes once by itself. */
    @Override
    public int killsOfOneRunMax() {
        return 2;
    }

    /** Short, so that every phase is hit. */
    @Override
    public int pauseMillisMax() {
        return 6_000;
    }

    @Override
    public void judge(String session, Archive archive, Findings findings) {
        SessionState state = archive.session(session).orElseThrow();
        expect(findings, session, "the plan's source", state.teamwork().plan().source(), "agent");
        expect(findings, session, "the done assignments", done(state), new TreeMap<>(DONE));
        List<String> decisions = state.teamwork().decisions().stream()
                .map(decided -> decided.decision().name())
                .toList();
        expect(findings, session, "the decisions", decisions, DECISIONS);
        expect(findings, session, "the verification", verification(state), "GREEN");
        Path target = installed.target(session);
        expect(findings, session, "files in the target before the merge", git(target, "status", "--porcelain"), "");
        merge(session, findings);
        expect(findings, session, "files in the target after the merge", git(target, "status", "--porcelain"), "");
        expect(
                findings,
                session,
                "commits",
                git(target, "rev-list", "--count", "HEAD").strip(),
                "2");
        expect(
                findings,
                session,
                "checkouts",
                git(target, "worktree", "list").lines().count(),
                1L);
        expect(findings, session, "copies and checkouts that are left", left(session), List.of());
        String made = git(target, "rev-parse", "HEAD^{tree}").strip();
        if (tree.isEmpty()) tree = made;
        expect(findings, session, "what was made", made, tree);
    }

    private void merge(String session, Findings findings) {
        try {
            installed.orchestrate("merge", session);
        } catch (AssertionError failed) {
            findings.add(Kind.OTHER, session, "", String.valueOf(failed.getMessage()));
        }
    }

    private static Map<String, Long> done(SessionState state) {
        return state.assignments().stream()
                .filter(one -> one.status() == AssignmentState.Status.DONE)
                .filter(one -> one.kind() != orchestrator.plan.Kind.REVIEW)
                .collect(Collectors.groupingBy(one -> one.kind().wire(), TreeMap::new, Collectors.counting()));
    }

    private static String verification(SessionState state) {
        var verification = state.teamwork().verification();
        return verification == null ? "none" : verification.verified().status().name();
    }

    private List<String> left(String session) {
        Path directory = installed.home().session(session);
        return List.of("copies", "trees", "result", "repository.git").stream()
                .filter(name -> Files.exists(directory.resolve(name)))
                .filter(name -> !isEmpty(directory.resolve(name)))
                .toList();
    }

    private static boolean isEmpty(Path directory) {
        String[] names = directory.toFile().list();
        return names == null || names.length == 0;
    }

    private static void expect(Findings findings, String session, String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            findings.add(Kind.OTHER, session, "", what + ": " + found + " instead of " + expected);
        }
    }

    private static Path repository(Path target) {
        if (Files.isDirectory(target.resolve(".git"))) return target;
        try {
            Files.writeString(target.resolve("README.md"), "# A greeting\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + target, e);
        }
        git(target, "init", "-q");
        git(target, "add", "README.md");
        git(target, "-c", "user.name=Ana", "-c", "user.email=ana@example.org", "commit", "-q", "-m", "first");
        return target;
    }

    private static String git(Path directory, String... arguments) {
        return ExternalCommand.run(Path.of("/usr/bin/git"), List.of(arguments), Map.of(), directory);
    }
}
