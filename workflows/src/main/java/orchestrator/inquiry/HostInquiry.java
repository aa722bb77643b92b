package orchestrator.inquiry;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/**
 * Asks a host one question. The API may be on another machine than the workers, so it asks by Temporal; whoever asks
 * waits, so the question is dropped if no worker takes it soon.
 */
@WorkflowInterface
public interface HostInquiry {
    String TYPE = "HostInquiry";

    /** Workflow ids begin with this. */
    String ID_PREFIX = "inquiry-";

    Duration ANSWER_MAX = Duration.ofSeconds(10);

    @WorkflowMethod(name = TYPE)
    InquiryAnswer ask(Inquiry inquiry);
}
