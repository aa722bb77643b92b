package orchestrator.guard.code;

import java.util.regex.Pattern;
import orchestrator.guard.GuardDecision;

/** Code that sends files or the whole environment to another host, as far as its text shows both. */
final class CodeUploads {
    private static final Pattern SENDING = Pattern.compile(
            "\\b(post|put|patch|urlopen|request|fetch|sendall|send|post_form|PostForm)\\s*\\(|\\bRequest\\s*\\(|\\baxios\\b");
    private static final Pattern SENT = Pattern.compile(
            "\\bos\\.environ\\b(?!\\s*(\\[|\\.get\\b))|\\bprocess\\.env\\b(?!\\s*[.\\[?])|(data|files|json|body)\\s*[=:]\\s*[^,]*(\\bopen\\(|readFileSync|read_bytes|read_text)"
                    + "|\\.end\\([^;]*readFileSync|\\bENV\\.(to_|inspect)");
    private static final Pattern LOCAL = Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1]|0\\.0\\.0\\.0)");

    private CodeUploads() {}

    static GuardDecision in(String text) {
        boolean sends = SENDING.matcher(text).find()
                && SENT.matcher(text).find()
                && !LOCAL.matcher(text).find();
        return sends
                ? GuardDecision.ask(
                        "upload",
                        "Files or variables would be sent to another host. A person decides what leaves this machine.")
                : GuardDecision.ALLOWED;
    }
}
