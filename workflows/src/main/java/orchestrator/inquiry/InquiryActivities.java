package orchestrator.inquiry;

import io.temporal.activity.ActivityInterface;

/** Looks things up on the host of the worker that takes the task. */
@ActivityInterface
public interface InquiryActivities {

    /** Changes nothing, and ends within {@link HostInquiry#ANSWER_MAX}. */
    InquiryAnswer lookUp(Inquiry inquiry);
}
