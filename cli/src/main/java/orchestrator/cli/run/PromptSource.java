package orchestrator.cli.run;

import java.util.List;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.CommandException;
import orchestrator.issue.GitHubIssue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The prompt: typed, from standard input, from an issue, or from a template. */
final class PromptSource {
    @Parameters(paramLabel = "PROMPT", arity = "0..*", description = "What to do; `-` reads it from standard input.")
    List<String> words = List.of();

    @Nullable
    @Option(
            names = "--issue",
            paramLabel = "URL",
            description = "Take the text of this GitHub issue as the prompt; `gh` fetches it.")
    String issue;

    /** @param fromTemplate empty if there is none */
    String prompt(CommandCaller caller, String fromTemplate) {
        if (issue != null) return fetched(caller, issue);
        if (words.isEmpty() && !fromTemplate.isBlank()) return fromTemplate;
        return PromptArgument.of(words, caller.in());
    }

    /** Shown as well, because others wrote it. */
    private String fetched(CommandCaller caller, String url) {
        if (!words.isEmpty()) {
            throw CommandException.badInput(
                    "the prompt is the issue's text: with `--issue` there is no other.",
                    "Put the URL into your prompt, or leave your prompt out.");
        }
        try {
            String prompt = new GitHubIssue(caller.environment()).prompt(url);
            prompt.lines().forEach(line -> caller.err().println("  " + DisplayText.clean(line)));
            return prompt;
        } catch (GitHubIssue.NotFetched e) {
            throw CommandException.failed(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("the issue was not fetched, because the command was ended.");
        }
    }
}
