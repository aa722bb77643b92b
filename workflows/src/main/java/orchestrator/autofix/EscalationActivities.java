package orchestrator.autofix;

import io.temporal.activity.ActivityInterface;
import orchestrator.json.WireName;

/** Delivers escalations from the host that has the secrets for it. */
@ActivityInterface
public interface EscalationActivities {

    /**
     * Delivers at least once, with an idempotency key. A receiver that is down or busy makes it fail, so that it is
     * tried again; one that refuses makes it fail for good.
     *
     * @return what was delivered where, in words, such as the address of the issue
     */
    String deliver(Delivery delivery);

    /** On the wire in lower case. */
    enum Channel implements WireName {
        GITHUB,
        SLACK,
        EMAIL
    }

    /**
     * @param key the same for each try of one delivery
     * @param subject the file, of which only one GitHub issue is open at a time
     * @param title one line
     * @param body artifact with Markdown: the ledger of the attempts
     * @param summary a few lines, for receivers that take no long text
     */
    record Delivery(
            String project,
            Channel channel,
            String key,
            String githubRepo,
            String subject,
            String title,
            String body,
            String summary) {}
}
