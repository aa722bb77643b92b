package orchestrator.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.json.Json;
import orchestrator.modelserver.dialect.AnthropicMessages;
import orchestrator.modelserver.dialect.Conversation;
import orchestrator.modelserver.dialect.Dialect;
import orchestrator.modelserver.dialect.GeminiContents;
import orchestrator.modelserver.dialect.OpenAiChat;
import orchestrator.modelserver.dialect.OpenAiResponses;
import orchestrator.modelserver.dialect.Reply;
import orchestrator.modelserver.dialect.ScriptedIds;
import orchestrator.modelserver.dialect.SseResponse;
import orchestrator.modelserver.story.Cue;
import orchestrator.modelserver.story.Player;
import orchestrator.modelserver.story.Scenarios;
import orchestrator.modelserver.story.Story;

/**
 * Plays scenarios to the real agent command lines over the Anthropic, OpenAI and Gemini APIs.
 *
 * <p>{@code GET /_log} lists the requests, {@code GET /_scenarios} the scenarios.
 */
public final class ModelServer implements AutoCloseable {

    /** Text for a prompt: three agents plan, write, review, fix and review again, depending on role and kind of work. */
    public static final String STORY = Story.CUE;

    private static final Pattern GEMINI = Pattern.compile(".*/models/([^:/]+):(stream)?[gG]enerateContent");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "model-server");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Player player = new Player();
    private final RequestLog log = new RequestLog();

    private ModelServer(HttpServer server) {
        this.server = server;
    }

    /** Listens on the loopback address; port 0 takes a free one. */
    public static ModelServer start(int port) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
            ModelServer server = new ModelServer(http);
            http.createContext("/", server::handle);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All requests, oldest first. */
    public List<RecordedRequest> log() {
        return log.all();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** An exception drops the connection, which is how a scenario cuts it. */
    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod()) {
            case "GET" -> get(exchange, path);
            case "HEAD" -> exchange.sendResponseHeaders(200, -1);
            default -> post(exchange, path);
        }
    }

    private void post(HttpExchange exchange, String path) throws IOException {
        JsonNode body = Json.MAPPER.readTree(exchange.getRequestBody());
        Matcher gemini = GEMINI.matcher(path);
        if (path.endsWith("/count_tokens")) {
            send(
                    exchange,
                    200,
                    Json.MAPPER
                            .createObjectNode()
                            .put("input_tokens", body.toString().length() / 4));
        } else if (path.endsWith(":countTokens")) {
            send(
                    exchange,
                    200,
                    Json.MAPPER
                            .createObjectNode()
                            .put("totalTokens", body.toString().length() / 4));
        } else if (path.endsWith("/messages")) {
            play(exchange, new AnthropicMessages(), body, "", false);
        } else if (path.endsWith("/responses")) {
            play(exchange, new OpenAiResponses(), body, "", false);
        } else if (path.endsWith("/chat/completions")) {
            play(exchange, new OpenAiChat(), body, "", false);
        } else if (gemini.matches()) {
            play(exchange, new GeminiContents(), body, gemini.group(1), gemini.group(2) != null);
        } else {
            sendMissing(exchange, path);
        }
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/_log")) send(exchange, 200, log());
        else if (path.equals("/_scenarios"))
            send(exchange, 200, Scenarios.known().keySet());
        else if (path.endsWith("/models")) send(exchange, 200, Json.MAPPER.readTree("{\"data\": [], \"models\": []}"));
        else sendMissing(exchange, path);
    }

    private static void sendMissing(HttpExchange exchange, String path) throws IOException {
        String message = "the scripted model has nothing at " + path;
        send(exchange, 404, Json.MAPPER.createObjectNode().putObject("error").put("message", message));
    }

    private void play(HttpExchange exchange, Dialect dialect, JsonNode body, String model, boolean stream)
            throws IOException {
        Conversation conversation = dialect.read(body, model, stream);
        Cue cue = Cue.of(conversation);
        int attempt = player.attempt(conversation, cue, dialect.agent());
        RecordedRequest seen = log.open(dialect.agent(), conversation, cue, attempt);
        Reply reply = Player.reply(conversation, cue, dialect.agent(), attempt, ScriptedIds.next("scripted_"));
        try {
            answer(exchange, dialect, conversation, reply, outcome -> {
                if (outcome.equals("answered")) log.answered(seen, (Reply.Answer) reply);
                else log.close(seen, outcome);
            });
        } catch (IOException e) {
            log.close(seen, "broken off");
            throw e;
        }
    }

    /** Logs the outcome before the client can see the end of the answer. */
    private void answer(
            HttpExchange exchange, Dialect dialect, Conversation conversation, Reply reply, Consumer<String> outcome)
            throws IOException {
        if (reply instanceof Reply.Refusal refusal) {
            if (refusal.retryAfterSeconds() > 0) {
                exchange.getResponseHeaders().set("Retry-After", "" + refusal.retryAfterSeconds());
            }
            outcome.accept("" + refusal.status());
            send(exchange, refusal.status(), dialect.refusal(refusal));
            return;
        }
        SseResponse events = new SseResponse(exchange, closing);
        Reply.Answer late = (Reply.Answer) reply;
        events.rest(late.lateMillis());
        Reply.Answer answer = late.inTime();
        if (answer.hangsAtOnce()) events.hang();
        if (conversation.stream()) {
            events.open();
            dialect.stream(answer, conversation, events);
            outcome.accept("answered");
            exchange.close();
        } else {
            outcome.accept("answered");
            send(exchange, 200, dialect.whole(answer, conversation));
        }
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** For manual use: {@code ModelServer [PORT]}. */
    public static void main(String[] args) {
        ModelServer server = start(args.length == 0 ? 8787 : Integer.parseInt(args[0]));
        System.out.println("scripted model on " + server.url() + " – scenarios: "
                + String.join(", ", Scenarios.known().keySet()));
        System.out.println("put [[scenario:NAME]] into a prompt; see " + server.url() + "/_log");
    }
}
