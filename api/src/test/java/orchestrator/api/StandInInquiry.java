package orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.inquiry.Inquiry;
import orchestrator.inquiry.InquiryActivities;
import orchestrator.inquiry.InquiryAnswer;
import orchestrator.json.Json;

/** A host that has one of everything, and does not like the word `wrong`. */
final class StandInInquiry implements InquiryActivities {

    @Override
    public InquiryAnswer lookUp(Inquiry inquiry) {
        ObjectNode content = Json.MAPPER.createObjectNode();
        if (inquiry.text().contains("wrong")) return new InquiryAnswer("there", content, "This is wrong. Mend it.");
        switch (inquiry.kind()) {
            case AGENTS -> {
                content.putArray("agents")
                        .addObject()
                        .put("name", "claude")
                        .put("installed", true)
                        .put("version", "2.1");
                content.putArray("notes").add("claude needs a key");
            }
            case DIRECTORIES -> {
                content.putArray("directories").add(inquiry.text() + "de");
                content.put("more", false).put("problem", "It does not exist.");
            }
            case TEMPLATES -> {
                ObjectNode template = content.putArray("templates").addObject();
                template.put("name", "web").put("origin", "project").put("file", inquiry.text() + "/web.yaml");
                template.put("description", "").putArray("leftOut").add("guard");
                template.putObject("request").put("verify", "make test");
                content.putArray("problems");
            }
            case ISSUE -> content.put("prompt", "Title\n\n" + inquiry.text());
        }
        return new InquiryAnswer("there", content, "");
    }
}
