package orchestrator.workspace.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.git.Git;
import orchestrator.workspace.integration.Integration;
import orchestrator.workspace.integration.UnfinishedOperations;
import orchestrator.workspace.state.SessionCheckout;

/** Work in a session's repository that its result lacks: on agents' branches, in the stash, in an open rebase. */
final class UnmergedWork {
    private static final String STASH = "refs/stash";

    private final SessionCheckout session;
    private final Git repository;

    UnmergedWork(SessionCheckout session) {
        this.session = session;
        this.repository = session.repository();
    }

    /** Commits by the names that their branches will get, below the session's. */
    Map<String, String> commits() {
        Map<String, String> commits = new LinkedHashMap<>();
        String result = session.result();
        for (String agent : agents(result)) add(commits, agent, session.reference(agent));
        for (String name : repository
                .run("for-each-ref", "--format=%(refname:lstrip=3)", session.kept(UnfinishedOperations.PREFIX) + "*")
                .lines()
                .toList()) {
            add(commits, name, session.kept(name));
        }
        for (String name : others(result)) add(commits, name.replace('/', '-'), name);
        int entry = 0;
        for (String commit : stash()) commits.put("stash-" + entry++, commit);
        return commits;
    }

    private void add(Map<String, String> commits, String name, String reference) {
        repository.commit(reference).ifPresent(commit -> commits.putIfAbsent(name, commit));
    }

    /** Agents whose branches hold more than the result, as after a session that was stopped. */
    private List<String> agents(String result) {
        return repository
                .run("for-each-ref", "--format=%(refname:lstrip=4)", session.reference(""))
                .lines()
                .filter(agent -> !agent.equals(SessionCheckout.RESULT))
                .filter(agent -> Integration.hasNewWork(repository, session.reference(agent), result))
                .toList();
    }

    /** Branches and tags that agents have made, and that hold commits which neither the result nor the user has. */
    private List<String> others(String result) {
        List<String> arguments =
                new ArrayList<>(List.of("for-each-ref", "--format=%(refname)", "--no-merged=" + result));
        pinned().ifPresent(commit -> arguments.add("--no-merged=" + commit));
        arguments.addAll(List.of("refs/heads", "refs/tags"));
        return repository
                .run(arguments.toArray(String[]::new))
                .lines()
                .filter(name -> !name.startsWith(session.reference("")))
                .map(name -> name.replaceFirst("^refs/", ""))
                .toList();
    }

    private Optional<String> pinned() {
        return session.place().isShadow() ? Optional.empty() : session.target().commit(session.kept("base"));
    }

    private List<String> stash() {
        if (repository.commit(STASH).isEmpty()) return List.of();
        return repository.run("log", "-g", "--format=%H", STASH, "--").lines().toList();
    }
}
