package orchestrator.workspace.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import orchestrator.agent.registry.SearchPath;
import orchestrator.environment.CommandEnvironment;
import orchestrator.fault.FaultText;
import orchestrator.filetree.Removal;
import orchestrator.git.GitFailed;
import orchestrator.json.Json;
import orchestrator.text.Text;
import orchestrator.workspace.request.Refused;

/** GitHub's own program {@code gh}, which is logged in as the user. It is started without a shell, and asks nothing. */
final class GithubProgram {
    private static final Duration TIME_MAX = Duration.ofMinutes(2);
    private static final int PROBLEM_CHARACTERS = 1_000;

    private final Path program;
    private final Path directory;
    private final Map<String, String> environment;
    private final List<String> where;

    private GithubProgram(Path program, Path directory, Map<String, String> environment, List<String> where) {
        this.program = program;
        this.directory = directory;
        this.environment = environment;
        this.where = where;
    }

    /** Refuses if it is not installed, or not logged in. */
    static GithubProgram of(Map<String, String> environment, Path directory, Optional<String> repository)
            throws Refused {
        Path program = SearchPath.find("gh", environment.getOrDefault("PATH", ""))
                .orElseThrow(() -> new Refused("a pull request is opened by GitHub's program `gh`, which is not"
                        + " installed on the host of the checkouts.\n  Install it and log in:  gh auth login"));
        Map<String, String> quiet = CommandEnvironment.of(environment);
        quiet.putAll(Map.of("GH_PROMPT_DISABLED", "1", "GH_NO_UPDATE_NOTIFIER", "1", "NO_COLOR", "1", "PAGER", "cat"));
        List<String> where = repository.map(name -> List.of("--repo", name)).orElseGet(List::of);
        GithubProgram github = new GithubProgram(program, directory, quiet, where);
        List<String> status = new ArrayList<>(List.of("auth", "status"));
        repository.ifPresent(name -> status.addAll(List.of("--hostname", name.substring(0, name.indexOf('/')))));
        Answer answer = github.call(status, "");
        if (answer.exitCode == 0) return github;
        throw new Refused("GitHub's program `gh` is not logged in: " + answer.problem + "\n  Log in:  gh auth login");
    }

    /** The address of the open pull request of this branch. */
    Optional<String> opened(String branch) throws Refused {
        String json = good(arguments("list", "--head", branch, "--state", "open", "--json", "url", "--limit", "1"), "");
        try {
            JsonNode found = Json.MAPPER.readTree(json);
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(found.path(0).path("url").asText());
        } catch (JsonProcessingException e) {
            throw new Refused("`gh pr list` has answered with something else than JSON: "
                    + Text.shorten(json, PROBLEM_CHARACTERS));
        }
    }

    /**
     * Opens a pull request, and returns its address.
     *
     * @param base branch that it is for; empty for the repository's usual one
     */
    String open(String branch, String base, String title, String body) throws Refused {
        List<String> arguments = arguments("create", "--head", branch, "--title", title, "--body-file", "-");
        if (!base.isEmpty()) arguments.addAll(List.of("--base", base));
        String answer = good(arguments, body);
        return answer.lines()
                .map(String::strip)
                .filter(line -> line.matches("https?://\\S+"))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new Refused(
                        "`gh pr create` has named no pull request: " + Text.shorten(answer, PROBLEM_CHARACTERS)));
    }

    private List<String> arguments(String verb, String... options) {
        List<String> arguments = new ArrayList<>(List.of("pr", verb));
        arguments.addAll(List.of(options));
        arguments.addAll(where);
        return arguments;
    }

    private record Answer(int exitCode, String text, String problem) {}

    private String good(List<String> arguments, String input) throws Refused {
        Answer answer = call(arguments, input);
        if (answer.exitCode == 0) return answer.text;
        throw new Refused("`gh pr " + arguments.get(1) + "` failed: " + answer.problem);
    }

    /** Input and output go through files: a full pipe could block both sides. */
    private Answer call(List<String> arguments, String input) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            Path scratch = Files.createTempDirectory("orchestrate-gh");
            try {
                return call(command, input, scratch);
            } finally {
                Removal.of(scratch);
            }
        } catch (IOException e) {
            throw new GitFailed("cannot run gh in " + directory + ": " + FaultText.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitFailed("interrupted while gh was running", e);
        }
    }

    private Answer call(List<String> command, String input, Path scratch) throws IOException, InterruptedException {
        Path out = scratch.resolve("out");
        Path err = scratch.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(Files.writeString(scratch.resolve("in"), input).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(TIME_MAX.toSeconds(), TimeUnit.SECONDS))
                throw new GitFailed("gh did not end within " + TIME_MAX.toMinutes() + " minutes");
            String problem = Files.readString(err, StandardCharsets.UTF_8).strip();
            return new Answer(
                    process.exitValue(), Files.readString(out).strip(), Text.shorten(problem, PROBLEM_CHARACTERS));
        } finally {
            process.destroyForcibly();
        }
    }
}
