package orchestrator.guard.server;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import orchestrator.guard.hook.HookFiles;
import orchestrator.guard.hook.LaunchSecrets;
import orchestrator.identity.LaunchId;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/** The HTTP side of the guard: one kind of request, from the script of a hook. No thread waits for a person's answer. */
public final class GuardHandler extends Handler.Abstract.NonBlocking {
    private static final int CALL_BYTES_MAX = 4 * 1024 * 1024;
    private static final String BEARER = "Bearer ";

    private final LaunchSecrets secrets;
    private final CallDesk desk;

    public GuardHandler(LaunchSecrets secrets, CallDesk desk) {
        this.secrets = secrets;
        this.desk = desk;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Optional<LaunchId> launch = LaunchId.parse(text(request.getHeaders().get(HookFiles.LAUNCH_HEADER)));
        if (launch.isEmpty() || !secrets.matches(launch.get(), secret(request))) {
            launch.ifPresent(desk::refused);
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
            return true;
        }
        LaunchId known = launch.get();
        Content.Source.asByteArrayAsync(
                request,
                CALL_BYTES_MAX,
                Promise.Invocable.from(InvocationType.NON_BLOCKING, (byte[] body, Throwable failure) -> {
                    if (failure == null) answer(known, body, response, callback);
                    else Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
                }));
        return true;
    }

    private void answer(LaunchId launch, byte[] body, Response response, Callback callback) {
        desk.answer(launch, new String(body, StandardCharsets.UTF_8)).whenComplete((answer, failure) -> {
            HookAnswer safe = failure == null
                    ? answer
                    : HookAnswer.deny("The guard failed on this call, so it was denied: " + failure.getMessage());
            Content.Sink.write(response, true, safe.text(), callback);
        });
    }

    private static String secret(Request request) {
        String header = text(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        return header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
    }

    private static String text(@Nullable String header) {
        return header == null ? "" : header;
    }
}
