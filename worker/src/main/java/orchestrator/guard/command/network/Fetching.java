package orchestrator.guard.command.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Word;

/** Programs that fetch from addresses: where they write, which files they send, and the sockets that they use. */
final class Fetching {
    private static final OptionTable CURL = OptionTable.of(
            "o:T:K:d:F:H:X:u:A:b:c:e:E:m:x:w:D:C:P:Q:r:t:U:y:Y:z:h?",
            "output= output-dir= upload-file= config= data= data-binary= data-raw= data-ascii= data-urlencode= json= form= form-string= header="
                    + " request= user= user-agent= cookie= cookie-jar= referer= cert= key= cacert= max-time= proxy= write-out= dump-header="
                    + " continue-at= connect-timeout= retry= retry-delay= unix-socket= abstract-unix-socket= resolve= url= trace= trace-ascii="
                    + " stderr= etag-save= etag-compare= hsts= alt-svc= netrc-file= libcurl= limit-rate= max-redirs= ciphers= interface= range= engine=");
    private static final OptionTable WGET = OptionTable.of(
            "O:P:o:a:i:e:t:T:w:U:A:R:D:I:X:B:Q:l:",
            "output-document= directory-prefix= output-file= append-output= input-file= execute= post-file= post-data= body-file= body-data= method="
                    + " header= user-agent= load-cookies= save-cookies= config= use-askpass= user= password= tries= timeout= wait= base= level="
                    + " warc-file= hsts-file= referer= accept= reject= limit-rate= rejected-log= private-key= certificate=");
    private static final OptionTable ARIA =
            OptionTable.of("d:o:i:x:s:j:", "dir= out= input-file= on-download-complete= conf-path=");
    private static final OptionTable HTTPIE = OptionTable.of("o:a:A:", "output= auth= session= timeout=");

    /** Options that name files which curl writes beside its output. */
    private static final String[] LOGS =
            "c cookie-jar D dump-header trace trace-ascii stderr etag-save hsts alt-svc libcurl".split(" ");

    /** Options whose values may name a file that is sent. */
    private static final String[] DATA =
            "d data data-binary data-ascii data-urlencode json F form H header b cookie".split(" ");

    private Fetching() {}

    static GuardDecision curl(Call call) {
        Arguments arguments = call.read(CURL);
        List<GuardDecision> decisions = new ArrayList<>();
        Optional<Word> directory = arguments.value("output-dir");
        decisions.add(call.writeAll(arguments.values("output-dir")));
        Call there = directory.map(call::in).orElse(call);
        decisions.add(Call.each(
                arguments.values("o", "output"), file -> isStream(file) ? GuardDecision.ALLOWED : there.write(file)));
        if (arguments.has("O", "remote-name", "remote-name-all", "J")) decisions.add(there.write(Word.of("fetched")));
        decisions.add(
                Call.each(arguments.values(LOGS), file -> isStream(file) ? GuardDecision.ALLOWED : call.write(file)));
        decisions.add(call.readAll(arguments.values("T", "upload-file", "key", "E", "cert", "netrc-file")));
        for (Word config : arguments.values("K", "config")) decisions.add(config(config));
        for (Word data : arguments.values(DATA)) decisions.add(sent(call, data));
        if (arguments.has("unix-socket", "abstract-unix-socket")) decisions.add(socket(call, arguments));
        for (Word address : Words.concat(arguments.operands(), arguments.values("url")))
            if (address.prefix().startsWith("file://"))
                decisions.add(call.paths().read(Words.after(address, 7)));
        decisions.add(upload(arguments));
        decisions.add(environment(call));
        decisions.add(deletion(arguments));
        return GuardDecision.strictest(decisions);
    }

    /** The whole environment holds the keys that its programs were given. */
    private static GuardDecision environment(Call call) {
        boolean sends = call.words().stream()
                .anyMatch(
                        word -> word.shown()
                                .matches(
                                        "(?s).*(\\$\\(|`)\\s*((env|printenv|set|export)\\b|(cat|base64)\\s+\\S*\\.env\\b|<\\s*\\S*\\.env\\b).*"));
        return sends
                ? GuardDecision.ask("upload", "All variables would be sent to another host.")
                : GuardDecision.ALLOWED;
    }

    private static GuardDecision deletion(Arguments arguments) {
        boolean deletes = arguments.values("X", "request").stream()
                .anyMatch(word -> word.shown().equals("DELETE"));
        return deletes && !isLocal(arguments)
                ? GuardDecision.ask("remote-delete", "This deletes something on another host, perhaps for good.")
                : GuardDecision.ALLOWED;
    }

    private static boolean isLocal(Arguments arguments) {
        return Words.concat(arguments.operands(), arguments.values("url")).stream()
                .allMatch(
                        word -> word.shown()
                                .matches(
                                        "(https?://)?(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1]|host\\.docker\\.internal)([:/].*)?"));
    }

    /** Sending to this machine itself is testing. */
    private static GuardDecision upload(Arguments arguments) {
        boolean sendsFile = arguments.has("T", "upload-file")
                || arguments
                        .values("d", "data", "data-binary", "data-ascii", "F", "form", "json", "data-urlencode")
                        .stream()
                        .anyMatch(word -> word.prefix().matches("(?s)([^@<]*=)?[@<].*"))
                || arguments.values("data-urlencode").stream()
                        .anyMatch(word -> word.prefix().matches("(?s)\\w+@.*"));
        return sendsFile && !isLocal(arguments)
                ? GuardDecision.ask(
                        "upload", "A file would be sent to another host. A person decides what leaves this machine.")
                : GuardDecision.ALLOWED;
    }

    private static boolean isStream(Word file) {
        return file.literal().equals(Optional.of("-"));
    }

    private static GuardDecision sent(Call call, Word data) {
        String prefix = data.prefix();
        int at = Math.max(prefix.indexOf('@'), prefix.indexOf("=<") + 1);
        return at >= 0 && prefix.length() >= at && prefix.matches("(?s)([^@<]*=)?[@<].*")
                ? call.paths().read(Words.after(data, at + 1))
                : GuardDecision.ALLOWED;
    }

    private static GuardDecision config(Word file) {
        return GuardDecision.ask(
                "curl-config", "What curl does is in " + file.shown() + ". Give it its options on the line.");
    }

    private static GuardDecision socket(Call call, Arguments arguments) {
        if (arguments.has("abstract-unix-socket"))
            return GuardDecision.deny("socket", "Agents may not talk to sockets of this machine's services.");
        return Call.each(
                arguments.values("unix-socket"),
                socket -> socket.shown().matches(".*(docker|containerd|podman|guard).*\\.sock(et)?|/(var/)?run/.*")
                        ? GuardDecision.deny("socket", "Agents may not talk to sockets of this machine's services.")
                        : call.paths().read(socket));
    }

    static GuardDecision wget(Call call) {
        Arguments arguments = call.read(WGET);
        List<GuardDecision> decisions = new ArrayList<>();
        List<Word> files = arguments.values("O", "output-document");
        decisions.add(Call.each(files, file -> isStream(file) ? GuardDecision.ALLOWED : call.write(file)));
        List<Word> directories = arguments.values("P", "directory-prefix");
        decisions.add(call.writeAll(directories));
        if (files.isEmpty() && directories.isEmpty() && !arguments.operands().isEmpty() && !arguments.has("spider"))
            decisions.add(call.write(Word.of("fetched")));
        decisions.add(call.writeAll(arguments.values(
                "o", "output-file", "a", "append-output", "save-cookies", "warc-file", "rejected-log")));
        decisions.add(call.readAll(arguments.values("post-file", "body-file", "load-cookies", "i", "input-file")));
        if (arguments.has("use-askpass"))
            decisions.add(GuardDecision.ask("unknown-script", "wget would run another program.")
                    .or(call.scripts(arguments.values("use-askpass"))));
        if (arguments.has("post-file", "body-file"))
            decisions.add(GuardDecision.ask(
                    "upload", "A file would be sent to another host. A person decides what leaves this machine."));
        decisions.add(environment(call));
        if (arguments.has("e", "execute", "config"))
            decisions.add(
                    GuardDecision.ask("wget-config", "These settings can make wget run programs or write anywhere."));
        return GuardDecision.strictest(decisions);
    }

    /** A name that is made of what a command prints carries it to whoever answers for the rest of the name. */
    static GuardDecision lookUp(Call call) {
        boolean carries = call.words().stream()
                .anyMatch(word -> word.hasUnknown()
                        && word.shown().matches("(?s).*[)`}]\\.[\\w.-]+\\.?|.*\\$\\w+\\.[\\w.-]+\\.?"));
        return carries
                ? GuardDecision.ask("upload", "The looked-up name would carry data to another host.")
                : GuardDecision.ALLOWED;
    }

    static GuardDecision aria(Call call) {
        Arguments arguments = call.read(ARIA);
        if (call.words().stream()
                .anyMatch(word ->
                        word.prefix().startsWith("--on-") || word.prefix().startsWith("--conf-path")))
            return GuardDecision.ask("unknown-script", "aria2c would run another program.");
        Call there = arguments.value("d", "dir").map(call::in).orElse(call);
        return call.writeAll(arguments.values("d", "dir"))
                .or(there.writeAll(arguments.values("o", "out")))
                .or(there.write(Word.of("fetched")));
    }

    static GuardDecision httpie(Call call) {
        Arguments arguments = call.read(HTTPIE);
        GuardDecision sent = Call.each(
                arguments.operands(),
                word -> word.prefix().contains("@/")
                        ? call.paths().read(Words.after(word, word.prefix().indexOf('@') + 1))
                        : GuardDecision.ALLOWED);
        return sent.or(call.writeAll(arguments.values("o", "output")));
    }
}
