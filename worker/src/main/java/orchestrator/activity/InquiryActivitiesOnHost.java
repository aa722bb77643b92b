package orchestrator.activity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.activity.Activity;
import java.nio.file.Path;
import java.util.Map;
import orchestrator.directory.DirectoryNames;
import orchestrator.home.Home;
import orchestrator.home.WorkDirectory;
import orchestrator.host.Host;
import orchestrator.inquiry.Inquiry;
import orchestrator.inquiry.InquiryActivities;
import orchestrator.inquiry.InquiryAnswer;
import orchestrator.issue.GitHubIssue;
import orchestrator.json.Json;
import orchestrator.probe.AgentsReport;
import orchestrator.template.Template;
import orchestrator.template.Templates;

/** Answers what a person wants to know about this host before a session begins. */
public final class InquiryActivitiesOnHost implements InquiryActivities {
    private final Host host;
    private final Home home;
    private final Map<String, String> environment;

    public InquiryActivitiesOnHost(Host host, Home home, Map<String, String> environment) {
        this.host = host;
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    private interface Look {
        void into(ObjectNode content) throws WorkDirectory.Unusable, GitHubIssue.NotFetched, InterruptedException;
    }

    @Override
    public InquiryAnswer lookUp(Inquiry inquiry) {
        return switch (inquiry.kind()) {
            case AGENTS -> answer(this::agents);
            case DIRECTORIES -> answer(content -> directories(content, inquiry.text()));
            case TEMPLATES -> answer(content -> templates(content, inquiry.text()));
            case ISSUE -> answer(content -> content.put("prompt", new GitHubIssue(environment).prompt(inquiry.text())));
        };
    }

    private InquiryAnswer answer(Look look) {
        ObjectNode content = Json.MAPPER.createObjectNode();
        try {
            look.into(content);
            return new InquiryAnswer(host.id(), content, "");
        } catch (WorkDirectory.Unusable e) {
            return new InquiryAnswer(host.id(), Json.MAPPER.createObjectNode(), e.words());
        } catch (GitHubIssue.NotFetched e) {
            return new InquiryAnswer(host.id(), Json.MAPPER.createObjectNode(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    private void agents(ObjectNode content) {
        AgentsReport report = AgentsReport.of(home, environment);
        ArrayNode agents = content.putArray("agents");
        for (AgentsReport.Entry entry : report.entries()) {
            ObjectNode agent = agents.addObject().put("name", entry.name()).put("installed", entry.isInstalled());
            if (entry.isInstalled()) agent.put("version", entry.version()).put("note", entry.note());
            else agent.put("install", entry.install());
        }
        ArrayNode notes = content.putArray("notes");
        report.problems().forEach(notes::add);
        report.lacks().forEach(notes::add);
    }

    private static void directories(ObjectNode content, String begin) {
        DirectoryNames.Found found = DirectoryNames.beginningWith(begin);
        found.directories().forEach(content.putArray("directories")::add);
        content.put("more", found.more());
        String problem = "";
        try {
            WorkDirectory.check(begin, "the target");
        } catch (WorkDirectory.Unusable e) {
            problem = e.words();
        }
        content.put("problem", problem);
    }

    private void templates(ObjectNode content, String target) throws WorkDirectory.Unusable {
        Path project = target.isEmpty()
                ? home.directory()
                : WorkDirectory.checkReadable(WorkDirectory.path(target, "the target"), "the target");
        Templates.Found found = Templates.of(home, project).all();
        ArrayNode templates = content.putArray("templates");
        for (Template template : found.templates()) {
            ObjectNode json = templates
                    .addObject()
                    .put("name", template.name())
                    .put("origin", template.origin().words())
                    .put("file", template.file().toString())
                    .put("description", template.description());
            json.set("request", template.request());
            template.leftOut().forEach(json.putArray("leftOut")::add);
        }
        found.problems().forEach(content.putArray("problems")::add);
    }
}
