package orchestrator.inquiry;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;

/** Passes the question to whichever worker takes it. */
public final class HostInquiryWorkflow implements HostInquiry {
    private final InquiryActivities host = Workflow.newActivityStub(
            InquiryActivities.class,
            ActivityOptions.newBuilder()
                    .setScheduleToCloseTimeout(ANSWER_MAX)
                    .setRetryOptions(
                            RetryOptions.newBuilder().setMaximumAttempts(1).build())
                    .setSummary("look it up")
                    .build());

    @Override
    public InquiryAnswer ask(Inquiry inquiry) {
        return host.lookUp(inquiry);
    }
}
