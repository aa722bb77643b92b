package orchestrator.notify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Carries the calls of the GitHub library, within our limits. An answer that is not good becomes our exception. */
final class GithubCalls implements GitHubConnector {
    /** The client sets these itself. */
    private static final Set<String> OF_THE_CLIENT = Set.of("accept-encoding", "connection", "content-length", "host");

    private final HttpCalls calls;
    private final Clock clock;
    private final URI api;
    private final String repository;

    GithubCalls(HttpCalls calls, URI api, String repository, Clock clock) {
        this.calls = calls;
        this.api = api;
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest asked) throws IOException {
        URI place = URI.create(asked.url().toString());
        // The next page is where the last answer says it is.
        if (!place.getAuthority().equals(api.getAuthority()))
            throw new ReceiverRefused("GitHub's answer leads to another host, which gets no token");
        HttpRequest.Builder request = HttpRequest.newBuilder(place);
        for (Map.Entry<String, List<String>> header : asked.allHeaders().entrySet()) {
            if (OF_THE_CLIENT.contains(header.getKey().toLowerCase(Locale.ROOT))) continue;
            header.getValue().forEach(value -> request.header(header.getKey(), value));
        }
        request.method(asked.method(), body(asked));
        HttpResponse<byte[]> response = calls.send(request.build(), "GitHub");
        HttpAnswer answer = new HttpAnswer(response.statusCode(), response.headers());
        if (answer.isForLater())
            throw new ReceiverBusy("GitHub answers with " + answer.status(), answer.wait(clock.instant()));
        if (!answer.isGood()) throw new ReceiverRefused(refusal(answer.status()));
        return new Answer(asked, response);
    }

    private static BodyPublisher body(GitHubConnectorRequest asked) throws IOException {
        if (!asked.hasBody()) return BodyPublishers.noBody();
        try (InputStream body = asked.body()) {
            return BodyPublishers.ofByteArray(body.readAllBytes());
        }
    }

    private String refusal(int status) {
        String again = ", and type: orchestrate watch";
        return switch (status) {
            case 301, 302, 307, 308 -> repository + " has moved on GitHub. Write its new name into GITHUB_REPO" + again;
            case 401 -> "GitHub does not accept the GITHUB_TOKEN. Put a new one into the project's .env" + again;
            case 403 ->
                "the GITHUB_TOKEN may not write issues in " + repository
                        + ". Give it the permission to read and write issues there";
            case 404 ->
                "there is no " + repository + " on GitHub, or the GITHUB_TOKEN may not see it. Correct GITHUB_REPO, or"
                        + " give the token access" + again;
            case 410 -> "issues are switched off in " + repository + ". Switch them on in its settings";
            default -> "GitHub refuses the issue (" + status + ")";
        };
    }

    /** An answer that was read whole. */
    private static final class Answer extends GitHubConnectorResponse {
        private final byte[] body;

        Answer(GitHubConnectorRequest request, HttpResponse<byte[]> response) {
            super(request, response.statusCode(), response.headers().map());
            body = response.body();
        }

        @Override
        public InputStream bodyStream() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
