package orchestrator.notify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import orchestrator.autofix.EscalationActivities.Delivery;
import orchestrator.home.ProjectSecrets;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHIssueQueryBuilder.Sort;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.connector.GitHubConnector;

/**
 * Keeps one open issue for each file: a further escalation becomes a comment. Hidden first lines of our texts name the
 * file and the delivery, so that a repeated delivery is recognised even if nothing was remembered here.
 */
final class GithubIssues {
    private static final String LABEL = "orchestrator";
    private static final int TEXT_UNITS_MAX = 60_000;
    private static final int TITLE_BYTES_MAX = 240;
    private static final int ISSUES_MAX = 300;
    private static final int NEWEST_MAX = 100;
    private static final int COMMENTS_MAX = 2_000;
    private static final int PAGE = 100;
    private static final int ADDRESS_BYTES_MAX = 300;

    private final Delivery delivery;
    private final DeliveryMemory memory;
    private final String text;
    private final String mark;

    /** @param body Markdown */
    GithubIssues(Delivery delivery, String body, DeliveryMemory memory) {
        this.delivery = delivery;
        this.memory = memory;
        this.mark = mark("orchestrator:" + delivery.project() + ":" + delivery.subject());
        String more = "Read the whole on the host: orchestrate watch --show TASK";
        this.text = mark + "\n" + deliveryMark() + "\n" + DeliveryText.markdown(body, TEXT_UNITS_MAX, more);
    }

    private String deliveryMark() {
        return mark("delivery:" + delivery.key());
    }

    /** A comment in HTML, which must not hold its own end. */
    private static String mark(String name) {
        return "<!-- " + name.replaceAll("[^A-Za-z0-9._/:@-]", "_").replace("--", "-_") + " -->";
    }

    /** Returns what was done, with the address of the issue. */
    String deliver(String api, ProjectSecrets secrets, GitHubConnector calls)
            throws ReceiverBusy, ReceiverRefused, InterruptedIOException {
        String token = secrets.githubToken();
        if (token == null)
            throw new ReceiverRefused("there is no GITHUB_TOKEN for this project on this host. Put it into the"
                    + " project's .env, and type: orchestrate watch");
        try {
            GitHub github = new GitHubBuilder()
                    .withEndpoint(api)
                    .withAuthorizationProvider(() -> "Bearer " + token)
                    .withConnector(calls)
                    .build();
            return deliver(github.getRepository(delivery.githubRepo()));
        } catch (IOException | RuntimeException e) {
            throw ours(e);
        }
    }

    private String deliver(GHRepository repository) throws IOException {
        Optional<GHIssue> repeated = repeated(repository);
        if (repeated.isPresent()) return keep(repeated.get(), "issue ");
        Optional<GHIssue> open = open(repository);
        if (open.isPresent()) {
            if (!hasComment(open.get())) open.get().comment(text);
            return keep(open.get(), "comment on issue ");
        }
        GHIssue made = repository
                .createIssue(Text.line(delivery.title(), TITLE_BYTES_MAX))
                .body(text)
                .label(LABEL)
                .create();
        return keep(made, "issue ");
    }

    private String keep(GHIssue issue, String what) {
        memory.keepIssue(delivery.githubRepo(), delivery.subject(), issue.getNumber());
        return what + Text.line(String.valueOf(issue.getHtmlUrl()), ADDRESS_BYTES_MAX);
    }

    /** The issue that an earlier try of this delivery made. A token of few rights makes issues without a label. */
    private Optional<GHIssue> repeated(GHRepository repository) {
        return first(
                repository
                        .queryIssues()
                        .state(GHIssueState.OPEN)
                        .sort(Sort.CREATED)
                        .direction(GHDirection.DESC)
                        .pageSize(PAGE)
                        .list()
                        .iterator(),
                NEWEST_MAX,
                issue -> lines(issue.getBody()).startsWith(mark + "\n" + deliveryMark()));
    }

    /** The open issue of the file: the one remembered, or else one with our label, which strangers cannot give. */
    private Optional<GHIssue> open(GHRepository repository) {
        OptionalLong number = memory.issue(delivery.githubRepo(), delivery.subject());
        Optional<GHIssue> remembered = number.isEmpty() ? Optional.empty() : open(repository, number.getAsLong());
        return remembered.isPresent()
                ? remembered
                : first(
                        repository
                                .queryIssues()
                                .state(GHIssueState.OPEN)
                                .label(LABEL)
                                .pageSize(PAGE)
                                .list()
                                .iterator(),
                        ISSUES_MAX,
                        issue -> lines(issue.getBody()).startsWith(mark));
    }

    private static Optional<GHIssue> open(GHRepository repository, long number) {
        try {
            return Optional.of(repository.getIssue((int) number))
                    .filter(issue -> issue.getState() == GHIssueState.OPEN && !issue.isLocked());
        } catch (IOException deleted) {
            // A refusal of another kind meets the next call, too.
            return Optional.empty();
        }
    }

    private boolean hasComment(GHIssue issue) throws IOException {
        Iterator<GHIssueComment> comments = issue.queryComments().list().iterator();
        for (int i = 0; i < COMMENTS_MAX && comments.hasNext(); i++) {
            if (lines(comments.next().getBody()).startsWith(mark + "\n" + deliveryMark())) return true;
        }
        return false;
    }

    private static Optional<GHIssue> first(Iterator<GHIssue> issues, int most, Predicate<GHIssue> wanted) {
        for (int i = 0; i < most && issues.hasNext(); i++) {
            GHIssue issue = issues.next();
            if (!issue.isPullRequest() && wanted.test(issue)) return Optional.of(issue);
        }
        return Optional.empty();
    }

    private static String lines(@Nullable String body) {
        return body == null ? "" : body.replace("\r\n", "\n");
    }

    /** The library wraps exceptions of a call into its own, whose messages are not for people. */
    private static ReceiverBusy ours(Exception failure) throws ReceiverRefused, ReceiverBusy, InterruptedIOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ReceiverRefused refused) throw refused;
            if (cause instanceof ReceiverBusy busy) throw busy;
            if (cause instanceof InterruptedIOException stopped) throw stopped;
        }
        return new ReceiverBusy("GitHub's answer cannot be read", Duration.ZERO);
    }
}
