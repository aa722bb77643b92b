package orchestrator.notify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Calls a receiver within a time limit. It follows no redirect: the secret in a call is for one host only. */
final class HttpCalls {
    private final Duration limit;
    private final int bytesMax;
    private final Map<String, String> environment;
    private @Nullable HttpClient client;

    /** @param environment may name a proxy */
    HttpCalls(Duration limit, int bytesMax, Map<String, String> environment) {
        this.limit = limit;
        this.bytesMax = bytesMax;
        this.environment = environment;
    }

    /** Made for the first call, because its certificates take long to load. */
    private synchronized HttpClient client() {
        HttpClient made = client == null ? made() : client;
        client = made;
        return made;
    }

    private HttpClient made() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit);
        EnvironmentProxy.of(environment).ifPresent(builder::proxy);
        return builder.build();
    }

    /** @param receiver its name for messages; its address may be a secret */
    HttpResponse<byte[]> send(HttpRequest request, String receiver) throws ReceiverBusy, InterruptedIOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(request, response -> new LimitedBody(bytesMax));
        try {
            // The client's own limit ends with the head of the answer.
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw busy(receiver, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw busy(receiver, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private ReceiverBusy busy(String receiver, Throwable failure) {
        return new ReceiverBusy(receiver + " cannot be reached: " + reason(failure), Duration.ZERO);
    }

    /** The messages of these exceptions would show the host, which is secret for some webhooks. */
    private String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException)
                return "its host is not known here";
            if (cause instanceof SSLException) return "its certificate is not trusted";
            if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException)
                return "it did not answer within " + limit.toSeconds() + " seconds";
        }
        if (failure instanceof ConnectException) return "it does not accept connections";
        return failure instanceof IOException ? "the connection broke" : "the call failed";
    }
}
