package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import orchestrator.checkout.CheckoutActivities.CopyRequest;
import orchestrator.git.GitFailed;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker may die between any two calls of git; the next attempt ends as an uninterrupted one. */
class InterruptedStepsTest {
    private static final int CALLS_MAX = 200;
    /** Dies in the middle of each step; in the profile e2e at every other call, which takes minutes. */
    private static final int EVERY = Integer.getInteger("broken.off.every", 0);

    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private enum Step {
        OPEN {
            @Override
            void prepare(UserProject project) {
                project.repository();
                project.write("a.txt", "mine\n");
            }

            @Override
            void run(UserProject project) throws Refused {
                project.open("claude", "codex");
            }

            @Override
            String outcome(UserProject project) {
                return UserProject.read(project.tree("codex"), "a.txt")
                        + project.gitIn(project.tree("claude"), "status", "--porcelain");
            }
        },
        INTEGRATE {
            @Override
            void prepare(UserProject project) throws Refused {
                OPEN.prepare(project);
                OPEN.run(project);
                UserProject.write(project.tree("codex"), "b.txt", "codex\n");
                project.integrate("codex");
                UserProject.write(project.tree("claude"), "c.txt", "claude\n");
                UserProject.write(project.tree("claude"), ".env", "ignored\n");
            }

            @Override
            void run(UserProject project) throws Refused {
                project.integrate("claude");
            }

            @Override
            String outcome(UserProject project) throws Refused {
                return String.join(" ", project.integrate("claude").files())
                        + project.own(
                                "log",
                                "--topo-order",
                                "--first-parent",
                                "--format=%s",
                                "main..orchestrate/orch_1/result")
                        + project.own("diff", "--stat", "main", "orchestrate/orch_1/result")
                        + project.gitIn(project.tree("claude"), "status", "--porcelain");
            }
        },
        CONFLICT {
            @Override
            void prepare(UserProject project) throws Refused {
                INTEGRATE.prepare(project);
                UserProject.write(project.tree("claude"), "b.txt", "claude\n");
            }

            @Override
            void run(UserProject project) throws Refused {
                project.integrate("claude");
            }

            @Override
            String outcome(UserProject project) throws Refused {
                return String.join(" ", project.integrate("claude").conflicts())
                        + UserProject.read(project.tree("claude"), "b.txt").replaceAll("[0-9a-f]{40}", "…");
            }
        },
        COPY(INTEGRATE) {
            @Override
            void run(UserProject project) throws Refused {
                project.checkouts.copy(new CopyRequest(UserProject.KEY, "claude", "review"));
            }

            @Override
            String outcome(UserProject project) {
                Path copy = project.home.resolve("sessions/orch_1/copies/review");
                return UserProject.read(copy, "c.txt") + project.gitIn(copy, "status", "--porcelain");
            }
        },
        CHECK {
            @Override
            void prepare(UserProject project) throws Refused {
                INTEGRATE.prepare(project);
                project.checkouts.resultTree(UserProject.KEY);
                INTEGRATE.run(project);
            }

            @Override
            void run(UserProject project) throws Refused {
                project.checkouts.resultTree(UserProject.KEY);
            }

            @Override
            String outcome(UserProject project) {
                Path tree = project.home.resolve("sessions/orch_1/result");
                return UserProject.read(tree, "c.txt") + project.gitIn(tree, "status", "--porcelain");
            }
        },
        CLOSE(INTEGRATE) {
            @Override
            void run(UserProject project) throws Refused {
                project.checkouts.close(UserProject.KEY);
            }

            @Override
            String outcome(UserProject project) throws Refused {
                return project.own("show", "orchestrate/orch_1/claude:c.txt")
                        + UserProject.read(project.home, "sessions/orch_1/kept/claude/.env")
                        + project.checkouts.close(UserProject.KEY)
                        + project.own("worktree", "list").lines().count();
            }
        },
        MERGE {
            @Override
            void prepare(UserProject project) throws Refused {
                project.repository();
                project.write("a.txt", project.read("a.txt").replace("one", "MINE"));
                project.open("claude");
                Path tree = project.tree("claude");
                UserProject.write(tree, "a.txt", UserProject.read(tree, "a.txt").replace("seven", "AGENT"));
                UserProject.write(tree, "c.txt", "claude\n");
                project.integrate("claude");
                project.write("later.txt", "later\n");
                project.git("add", "later.txt");
                project.git(
                        "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "commit", "-q", "-m", "later");
            }

            @Override
            void run(UserProject project) throws Refused {
                project.checkouts.merge(new MergeRequest(UserProject.KEY, null, true, false, "t"));
            }

            @Override
            String outcome(UserProject project) {
                return project.read("a.txt")
                        + project.git("show", "--stat", "--format=%s", "HEAD")
                        + project.git("status", "--porcelain")
                        + project.git("log", "--format=%s")
                        + project.branches()
                        + project.git("worktree", "list").lines().count();
            }
        },
        MERGE_KEEPING_COMMITS(MERGE) {
            @Override
            void run(UserProject project) throws Refused {
                project.checkouts.merge(new MergeRequest(UserProject.KEY, null, true, false, true, "t"));
            }

            @Override
            String outcome(UserProject project) throws Refused {
                return MERGE.outcome(project) + project.git("log", "--first-parent", "--format=%s");
            }
        },
        DISCARD(INTEGRATE) {
            @Override
            void run(UserProject project) throws Refused {
                project.checkouts.discard(UserProject.KEY);
            }

            @Override
            String outcome(UserProject project) {
                return project.gitState()
                        + project.branches()
                        + project.git("worktree", "list").lines().count();
            }
        };

        private final @Nullable Step sameState;

        Step() {
            this.sameState = null;
        }

        /** @param sameState a step that starts from the same state */
        Step(Step sameState) {
            this.sameState = sameState;
        }

        String state() {
            return sameState == null ? name() : sameState.name();
        }

        void prepare(UserProject project) throws Refused {
            if (sameState != null) sameState.prepare(project);
        }

        abstract void run(UserProject project) throws Refused;

        abstract String outcome(UserProject project) throws Refused;
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(600)
    void a_repeated_step_ends_as_an_uninterrupted_one(Step step) throws Exception {
        String whole = outcome(step, CALLS_MAX);
        int all = CALLS_MAX - left;
        assertThat(all).as("calls of git").isBetween(1, CALLS_MAX - 1);

        int every = EVERY > 0 ? EVERY : all / 2 + 1;
        for (int calls = every == 1 ? 0 : every - 1; calls < all; calls += every) {
            assertThat(outcome(step, calls))
                    .as("died before call %d of git", calls + 1)
                    .isEqualTo(whole);
        }
    }

    private int left;

    private String outcome(Step step, int calls) throws Exception {
        Path place = PROJECTS.place(step.state(), step::prepare);
        try (UserProject project = new UserProject(place)) {
            Checkouts healthy = project.checkouts;
            Path dying = dying(place, calls);
            project.checkouts = project.checkouts(dying + ":" + System.getenv("PATH"));
            boolean brokeOff = false;
            try {
                step.run(project);
            } catch (GitFailed died) {
                brokeOff = true;
            }
            assertThat(brokeOff).isEqualTo(calls < CALLS_MAX);
            left = Files.readString(dying.resolve("left")).strip().length();
            project.checkouts = healthy;
            step.run(project);
            return step.outcome(project)
                    .replaceAll("index [0-9a-f]+\\.\\.[0-9a-f]+", "index")
                    .replaceAll("[0-9a-f]{40}", "commit ");
        }
    }

    /** A directory with a git that fails after so many calls. */
    private static Path dying(Path fresh, int calls) throws IOException {
        String real;
        try (Stream<String> places = Stream.of(System.getenv("PATH").split(":"))) {
            real = places.map(place -> Path.of(place, "git"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
        Path directory = Files.createDirectory(fresh.resolve("dying"));
        Path left = Files.writeString(directory.resolve("left"), "x".repeat(calls));
        Path git = Files.writeString(directory.resolve("git"), """
                #!/bin/sh
                read -r left <%1$s
                [ -n "$left" ] || { echo "died" >&2; exit 137; }
                printf '%%s\\n' "${left#x}" >%1$s
                exec %2$s "$@"
                """.formatted(left, real));
        git.toFile().setExecutable(true);
        return directory;
    }
}
