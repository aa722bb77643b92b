package orchestrator.issue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import orchestrator.agent.registry.SearchPath;
import orchestrator.fault.FaultText;
import orchestrator.json.Json;
import orchestrator.text.Text;

/** Fetches an issue with {@code gh}, which knows who the user is. The text is a stranger's: it is only ever text. */
public final class GitHubIssue {
    private static final Pattern URL = Pattern.compile(
            "https://github\\.com/[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}/issues/[1-9][0-9]{0,9}");
    private static final int BYTES_MAX = 1_000_000;
    private static final int SECONDS_MAX = 8;
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    private final Map<String, String> environment;

    public GitHubIssue(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Why there is no text, and what to do. */
    public static final class NotFetched extends Exception {
        private static final long serialVersionUID = 1;

        NotFetched(String message) {
            super(message, null, false, false);
        }
    }

    /** The issue as a prompt: its title, its text, and where it is from. */
    public String prompt(String url) throws NotFetched, InterruptedException {
        if (!URL.matcher(url).matches())
            throw new NotFetched("`" + Text.line(url, 200) + "` is not the URL of a GitHub issue. Write it like"
                    + " https://github.com/OWNER/REPOSITORY/issues/12.");
        Path gh = SearchPath.find("gh", environment.getOrDefault("PATH", PATH))
                .orElseThrow(() -> new NotFetched("the issue cannot be fetched, because there is no `gh` on the host."
                        + " Install it (https://cli.github.com) and log in with `gh auth login`, or copy the issue's"
                        + " text into the prompt."));
        JsonNode issue = tree(run(List.of(gh.toString(), "issue", "view", url, "--json", "title,body")));
        String title = issue.path("title").asText("").strip();
        if (title.isEmpty())
            throw new NotFetched("`gh` has answered with something that is no issue. Try it:  gh issue view " + url);
        String body = issue.path("body").asText("").strip();
        return title + "\n\n" + (body.isEmpty() ? "" : body + "\n\n") + url + "\n";
    }

    private static JsonNode tree(String json) {
        try {
            return Json.read(json, JsonNode.class);
        } catch (IllegalArgumentException noJson) {
            return Json.MAPPER.createObjectNode();
        }
    }

    private String run(List<String> command) throws NotFetched, InterruptedException {
        Path errors = null;
        Process gh = null;
        try {
            errors = Files.createTempFile("gh", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().put("GH_PROMPT_DISABLED", "1");
            gh = builder.start();
            gh.getOutputStream().close();
            return answer(gh, errors);
        } catch (IOException e) {
            throw new NotFetched("cannot run `gh`: " + FaultText.of(e) + ".");
        } finally {
            if (gh != null) gh.destroyForcibly();
            delete(errors);
        }
    }

    private static String answer(Process gh, Path errors) throws IOException, NotFetched, InterruptedException {
        Process running = gh;
        // Reading ends when the program does, so a program that hangs is ended from beside.
        gh.onExit().orTimeout(SECONDS_MAX, TimeUnit.SECONDS).exceptionally(late -> {
            running.destroyForcibly();
            return running;
        });
        byte[] bytes;
        try (InputStream out = gh.getInputStream()) {
            bytes = out.readNBytes(BYTES_MAX + 1);
        }
        if (bytes.length > BYTES_MAX)
            throw new NotFetched("the issue is longer than 1 MB. Copy what matters into the prompt.");
        if (!gh.waitFor(SECONDS_MAX, TimeUnit.SECONDS))
            throw new NotFetched("`gh` has not answered within " + SECONDS_MAX + " seconds. Try again.");
        if (gh.exitValue() != 0) {
            String said = Text.line(Files.readString(errors).strip(), 300);
            throw new NotFetched(
                    "`gh` cannot fetch the issue" + (said.isEmpty() ? " (or did not answer in time)" : ": " + said)
                            + ". Try it on the host:  gh auth status");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void delete(Path file) {
        try {
            if (file != null) Files.deleteIfExists(file);
        } catch (IOException left) {
            // A few bytes in the temporary directory.
        }
    }
}
