package orchestrator.guard.command.network;

import java.util.HashMap;
import java.util.Map;
import orchestrator.guard.command.call.ProgramRule;

/** The rules of programs that talk to other hosts, by name. */
public final class NetworkCommands {
    private NetworkCommands() {}

    public static Map<String, ProgramRule> all() {
        Map<String, ProgramRule> all = new HashMap<>();
        all.put("curl", Fetching::curl);
        all.put("wget", Fetching::wget);
        for (String name : new String[] {"ping", "dig", "nslookup", "host", "drill", "kdig", "ping6"})
            all.put(name, Fetching::lookUp);
        all.put("aria2c", Fetching::aria);
        for (String name : new String[] {"http", "https", "xh"}) all.put(name, Fetching::httpie);
        all.put("rsync", RemoteCopy::rsync);
        all.put("scp", RemoteCopy::scp);
        all.put("sftp", RemoteCopy::login);
        for (String name : new String[] {"ssh", "mosh", "telnet", "autossh"}) all.put(name, RemoteCopy::login);
        for (String name : new String[] {"nc", "ncat", "netcat"}) all.put(name, Sockets::netcat);
        all.put("socat", Sockets::socat);
        all.put("openssl", Sockets::openssl);
        all.put("ssh-keygen", Sockets::keygen);
        all.put("gh", Github::judge);
        return all;
    }
}
