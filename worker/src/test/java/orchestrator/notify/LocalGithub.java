package orchestrator.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import orchestrator.json.Json;
import orchestrator.notify.LocalReceiver.Call;
import orchestrator.notify.LocalReceiver.Reply;

/** The part of GitHub that keeps issues of one repository. */
final class LocalGithub {
    private final List<ObjectNode> issues = new ArrayList<>();
    private final List<List<String>> comments = new ArrayList<>();
    private boolean givesLabels = true;

    synchronized Reply reply(Call call) {
        String path = call.path().replaceAll("\\?.*", "");
        if (!call.header("Authorization").contains("ghp_secret")) return Reply.json(401, "{\"message\": \"no\"}");
        if (path.equals("/repos/octocat/hello"))
            return Reply.json(
                    200,
                    "{\"name\": \"hello\", \"full_name\": \"octocat/hello\","
                            + " \"owner\": {\"login\": \"octocat\"}}");
        if (path.equals("/repos/octocat/hello/issues"))
            return call.method().equals("POST")
                    ? make(read(call))
                    : list(call.path().contains("labels="));
        if (path.matches("/repos/octocat/hello/issues/[0-9]+"))
            return Reply.json(200, issue(path).toString());
        if (path.matches("/repos/octocat/hello/issues/[0-9]+/comments"))
            return call.method().equals("POST") ? comment(path, read(call)) : comments(path);
        return Reply.json(404, "{\"message\": \"Not Found\"}");
    }

    private static JsonNode read(Call call) {
        try {
            return Json.MAPPER.readTree(call.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply make(JsonNode asked) {
        int number = issues.size() + 1;
        ObjectNode issue = Json.MAPPER.createObjectNode();
        issue.put("number", number).put("state", "open").put("id", number);
        issue.put("html_url", "https://github.example/octocat/hello/issues/" + number);
        issue.set("title", asked.path("title"));
        issue.set("body", asked.path("body"));
        ArrayNode labels = issue.putArray("labels");
        if (givesLabels)
            asked.path("labels").forEach(label -> labels.addObject().put("name", label.asText()));
        issues.add(issue);
        comments.add(new ArrayList<>());
        return Reply.json(201, issue.toString());
    }

    private Reply list(boolean labelled) {
        ArrayNode open = Json.MAPPER.createArrayNode();
        issues.stream()
                .filter(issue -> issue.path("state").asText().equals("open"))
                .filter(issue -> !labelled || !issue.path("labels").isEmpty())
                .forEach(open::add);
        return Reply.json(200, open.toString());
    }

    private Reply comment(String path, JsonNode asked) {
        comments.get(issue(path).path("number").asInt() - 1)
                .add(asked.path("body").asText());
        return Reply.json(201, asked.toString());
    }

    private Reply comments(String path) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        commentsOf(issue(path).path("number").asInt())
                .forEach(body -> all.addObject().put("body", body));
        return Reply.json(200, all.toString());
    }

    private ObjectNode issue(String path) {
        return issues.get(Integer.parseInt(path.split("/")[5]) - 1);
    }

    /** As for a token that may only write issues. */
    void givesNoLabels() {
        givesLabels = false;
    }

    synchronized void close(int number) {
        issues.get(number - 1).put("state", "closed");
    }

    synchronized List<ObjectNode> issues() {
        return List.copyOf(issues);
    }

    synchronized List<String> commentsOf(int number) {
        return List.copyOf(comments.get(number - 1));
    }
}
