package orchestrator.cli.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import orchestrator.home.SecretFile;
import orchestrator.session.request.RequestNumbers;
import orchestrator.session.request.SessionRequest;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import orchestrator.signing.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sign",
        description = "Print a signed request for `temporal` or `tctl`. It is valid once, for a day.",
        footer = {
            "",
            "  tctl workflow start --tq orchestrator --wt Orchestration --et 604800 \\",
            "    -i \"$(orchestrate sign '{\"prompt\":\"Write greet.sh\",\"target\":\"/tmp/app\"}')\"",
            "  temporal workflow signal -w ID --name resume \\",
            "    --input \"$(orchestrate sign --as resume --session-id ID '{}')\""
        })
public final class SignCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NONCE_BYTES = 16;

    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Option(
            names = "--as",
            paramLabel = "CONTROL",
            defaultValue = Signature.START,
            description = "What the request does: start (the default), answer, resume, abort, review, stop or pause.")
    private String as = Signature.START;

    @Option(
            names = "--session-id",
            paramLabel = "ID",
            defaultValue = "",
            description = "The session's id. Everything but start needs it; a start without it may have any id.")
    private String session = "";

    @Parameters(paramLabel = "JSON", description = "The request as a JSON object.")
    private String request = "";

    public SignCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        ObjectNode json = parse();
        boolean isStart = as.equals(Signature.START);
        if (isStart) checkStart(json);
        else checkControl(json);
        ObjectNode signed = sign(json);
        caller.out().println(signed);
        return ExitCode.DONE;
    }

    private ObjectNode sign(ObjectNode json) {
        try {
            return Signature.sign(
                    json,
                    SecretFile.signingKey(caller.home()),
                    as,
                    session,
                    Instant.now(),
                    SecretFile.random(NONCE_BYTES));
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput("cannot sign this: " + e.getMessage() + ".");
        }
    }

    private ObjectNode parse() {
        try {
            JsonNode json = JSON.readTree(request);
            if (json instanceof ObjectNode object) return object;
        } catch (JsonProcessingException e) {
            // Reported below, like JSON that is not an object.
        }
        throw CommandException.badInput(
                "the request must be a JSON object, not `" + request + "`.",
                "For example:  orchestrate sign '{\"prompt\":\"Add a --json flag\",\"target\":\"/absolute/path\"}'");
    }

    private static void checkStart(ObjectNode json) {
        if (!json.has("prompt") && !json.has("resumeFrom")) {
            throw CommandException.badInput(
                    "a start needs a `prompt` and a `target`.",
                    "For anything but a start, name it:  orchestrate sign --as answer --session-id ID '{\"choice\":\"accept\"}'");
        }
        try {
            SessionRequest.parse(json);
            RequestNumbers.check(json);
        } catch (InvalidRequest e) {
            throw CommandException.badInput("no session can start with this request: " + e.getMessage() + ".");
        }
    }

    /** The origin is set here, whatever the request says. */
    private void checkControl(ObjectNode json) {
        if (session.isBlank()) {
            throw CommandException.badInput(
                    "a signature for `" + as + "` needs a session.",
                    "Name it:  orchestrate sign --as " + as + " --session-id ID '{…}'");
        }
        // Only the API may say that a code was typed.
        json.remove("confirmed");
        json.put("by", System.getProperty("user.name", "")).put("via", "signed");
    }
}
