package orchestrator.session.request;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import orchestrator.crew.Role;
import orchestrator.json.Json;
import orchestrator.json.WireName;
import orchestrator.launch.GuardMode;
import orchestrator.launch.Safety;
import orchestrator.launch.SandboxMode;
import org.jspecify.annotations.Nullable;

/**
 * The request that starts a session. It needs {@code prompt} and {@code target}, or {@code resumeFrom} instead of both;
 * unknown fields are ignored.
 *
 * @param resumeFrom key of a session that has ended: its finished work is kept, and fields not given here are taken
 *     from it
 * @param agents names of agents; empty for all that are installed
 * @param roles agents for some roles, such as {@code {"implementer": "codex"}}; the others are chosen
 * @param plan {@link PlanMode#AGENT} if it is not given
 * @param verify command that checks the work; guessed from the build files if it is not given
 * @param isolation chosen to fit the target if it is not given
 * @param autonomy {@link Autonomy#FIX_LOOP} if it is not given
 * @param runMinutes time limit of each run; 60 if it is not given
 * @param reviews on if it is not given
 * @param reviewEveryMinutes 15 if it is not given
 * @param maxRounds how often reviewers' points and failed checks are fixed before the user is asked; 2 if it is not
 *     given
 * @param setup command that makes a fresh checkout usable
 * @param verifyMinutes time limit of the verification; 15 if it is not given
 * @param noWait true if the user is asked at a usage limit with a known end, instead of waiting
 * @param sandbox {@link SandboxMode#AUTO} if it is not given
 * @param guard {@link GuardMode#ON} if it is not given
 * @param confirm {@link ConfirmMode#CODE} for supervised sessions if it is not given
 * @param message what the user says to an agent about the work that this session continues
 */
public record SessionRequest(
        String prompt,
        String target,
        @Nullable String workspace,
        List<String> agents,
        Map<Role, String> roles,
        @Nullable PlanMode plan,
        @Nullable String verify,
        @Nullable IsolationMode isolation,
        @Nullable Autonomy autonomy,
        @Nullable String resumeFrom,
        int runMinutes,
        @Nullable ReviewMode reviews,
        int reviewEveryMinutes,
        @Nullable Integer maxRounds,
        @Nullable Budget budget,
        @Nullable String setup,
        int verifyMinutes,
        boolean noWait,
        @Nullable ConfirmMode confirm,
        @Nullable SandboxMode sandbox,
        @Nullable GuardMode guard,
        @Nullable UserMessage message) {

    private static final int RUN_MINUTES = 60;
    private static final int REVIEW_MINUTES = 15;
    private static final int VERIFY_MINUTES = 15;
    private static final int ROUNDS = 2;

    /** Temporal refuses values of 2 MB, and the prompt is passed on with some text around it. */
    private static final int PROMPT_BYTES_MAX = 1_500_000;

    private static final String EXAMPLE = "{\"prompt\": \"Add a --json flag\", \"target\": \"/absolute/path\"}";

    public SessionRequest {
        prompt = prompt == null ? "" : prompt;
        target = target == null ? "" : target;
        agents = agents == null ? List.of() : List.copyOf(agents);
        roles = roles == null ? Map.of() : Map.copyOf(roles);
        runMinutes = runMinutes <= 0 ? RUN_MINUTES : runMinutes;
        reviewEveryMinutes = reviewEveryMinutes <= 0 ? REVIEW_MINUTES : reviewEveryMinutes;
        verifyMinutes = verifyMinutes <= 0 ? VERIFY_MINUTES : verifyMinutes;
    }

    public static SessionRequest of(String prompt, String target) {
        return new SessionRequest(
                prompt, target, null, List.of(), Map.of(), null, null, null, null, null, 0, null, 0, null, null, null,
                0, false, null, null, null, null);
    }

    public boolean plansByAgent() {
        return plan != PlanMode.FIXED;
    }

    @JsonIgnore
    public boolean asksAboutPlan() {
        return plan == PlanMode.ASK;
    }

    @JsonIgnore
    public boolean isReviewed() {
        return reviews != ReviewMode.OFF;
    }

    /** True if agents write in the target itself, so that no other session may work there. */
    public boolean worksInTarget() {
        return isolation == IsolationMode.NONE;
    }

    /** True if agents work in the target itself, and the result is neither reviewed nor verified. */
    @JsonIgnore
    public boolean isBare() {
        return worksInTarget() && !isReviewed() && verify == null;
    }

    @JsonIgnore
    public boolean isSupervised() {
        return autonomy == Autonomy.SUPERVISED;
    }

    public boolean needsCodes() {
        return confirm == null ? isSupervised() : confirm == ConfirmMode.CODE;
    }

    public Safety safety() {
        return Safety.of(sandbox, guard);
    }

    public int fixRoundsMax() {
        return maxRounds == null ? ROUNDS : maxRounds;
    }

    public Budget budgetOrDefault() {
        return budget == null ? Budget.DEFAULT : budget;
    }

    public SessionRequest withPrompt(String text) {
        return new SessionRequest(
                text,
                target,
                workspace,
                agents,
                roles,
                plan,
                verify,
                isolation,
                autonomy,
                resumeFrom,
                runMinutes,
                reviews,
                reviewEveryMinutes,
                maxRounds,
                budget,
                setup,
                verifyMinutes,
                noWait,
                confirm,
                sandbox,
                guard,
                message);
    }

    /** Reads a request as it was sent; throws {@link InvalidRequest} with the problem and the expected form. */
    public static SessionRequest parse(@Nullable JsonNode sent) {
        if (sent == null || !sent.isObject()) {
            throw new InvalidRequest("the input must be a JSON object such as " + EXAMPLE);
        }
        JsonNode input = Json.cleaned(sent);
        boolean resumes = input.path("resumeFrom").isTextual();
        String prompt = resumes ? input.path("prompt").asText("") : requireText(input, "prompt", "says what to do");
        if (prompt.getBytes(StandardCharsets.UTF_8).length > PROMPT_BYTES_MAX) {
            throw new InvalidRequest(
                    "prompt",
                    "`prompt` has more than " + PROMPT_BYTES_MAX
                            + " bytes; put the long part into a file of the target and name that");
        }
        String target = resumes
                ? input.path("target").asText("")
                : requireText(input, "target", "names the directory to work in");
        if (!target.isEmpty() && !target.startsWith("/")) {
            throw new InvalidRequest("target", "`target` must be an absolute path, not `" + target + "`");
        }
        requireOneOf(input, "plan", PlanMode.values());
        requireOneOf(input, "isolation", IsolationMode.values());
        requireOneOf(input, "autonomy", Autonomy.values());
        requireOneOf(input, "reviews", ReviewMode.values());
        requireOneOf(input, "confirm", ConfirmMode.values());
        requireOneOf(input, "sandbox", SandboxMode.values());
        requireOneOf(input, "guard", GuardMode.values());
        SessionRequest request = read(input);
        String problem = request.message() == null ? "" : request.message().problem();
        if (!problem.isEmpty()) throw new InvalidRequest("message", problem);
        return request;
    }

    private static SessionRequest read(JsonNode input) {
        try {
            return Json.convert(input, SessionRequest.class);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.ofKind(e, EXAMPLE);
        }
    }

    private static void requireOneOf(JsonNode input, String field, WireName[] constants) {
        List<String> words = Arrays.stream(constants).map(WireName::wire).toList();
        JsonNode value = input.path(field);
        if (value.isMissingNode() || value.isNull() || words.contains(value.asText())) return;
        throw new InvalidRequest(
                field, "`" + field + "` must be " + String.join(" or ", words) + ", not `" + value.asText() + "`");
    }

    private static String requireText(JsonNode input, String field, String meaning) {
        JsonNode value = input.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new InvalidRequest(
                    field,
                    "`" + field + "` must be a text that " + meaning + "; the input should look like " + EXAMPLE);
        }
        return value.asText();
    }

    /** A mistake in the request, with a message that says how to correct it. */
    public static final class InvalidRequest extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String field;

        /** For a mistake that is in no single field. */
        public InvalidRequest(String message) {
            this("", message);
        }

        /** @param field its path, such as {@code budget.rounds} */
        public InvalidRequest(String field, String message) {
            super(message);
            this.field = field;
        }

        /** The path of the field that is wrong; empty if it is none in particular. */
        public String field() {
            return field;
        }

        /** @param wrong from Jackson, for a field whose value has another kind than it must */
        public static InvalidRequest ofKind(IllegalArgumentException wrong, String example) {
            String field = field(wrong);
            String named = field.isEmpty() ? "one that cannot be read" : "`" + field + "`";
            return new InvalidRequest(
                    field, "the input has a field of the wrong kind: " + named + "; it should look like " + example);
        }

        /** The field's path, such as {@code `budget.rounds`}, since Jackson's own message is about Java. */
        private static String field(IllegalArgumentException wrong) {
            if (!(wrong.getCause() instanceof JsonMappingException cause)) return "";
            return cause.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
        }
    }
}
