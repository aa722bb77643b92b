package orchestrator.guard.command.wrapper;

import java.util.HashMap;
import java.util.Map;
import orchestrator.guard.command.call.ProgramRule;

/** The rules of programs that run others, by name. */
public final class WrapperCommands {
    /** They have no options of their own that take a value. */
    private static final String[] BARE =
            ("nohup setsid unbuffer command builtin chronic fakeroot eatmydata dbus-run-session linux64 "
                            + "noglob nocorrect catchsegv exec - ccache winpty proot firejail torify torsocks proxychains "
                            + "proxychains4 sshpass cpulimit choom multitime aoss grc ssh-agent systemd-inhibit pexec tsp "
                            + "daemonize cgexec aa-exec genie")
                    .split(" ");

    private WrapperCommands() {}

    public static Map<String, ProgramRule> all() {
        Map<String, ProgramRule> all = new HashMap<>();
        for (String name :
                new String[] {"sh", "bash", "dash", "zsh", "ksh", "ash", "mksh", "rbash", "yash", "lksh", "posh", "sash"
                }) all.put(name, Shells::judge);
        for (String name : new String[] {"fish", "csh", "tcsh", "nu", "elvish", "xonsh"})
            all.put(name, Shells::foreign);
        all.put("env", Env::judge);
        all.put("xargs", Xargs::judge);
        for (String name : new String[] {"find", "gfind"}) all.put(name, Find::judge);
        for (String name : new String[] {"fd", "fdfind"}) all.put(name, FdFind::judge);
        all.put("parallel", Parallel::judge);
        for (String name : new String[] {"docker", "podman", "nerdctl"}) all.put(name, Containers::judge);
        for (String name : new String[] {"watch", "hyperfine"}) all.put(name, ShellTexts::watch);
        all.put("script", ShellTexts::script);
        all.put("flock", ShellTexts::flock);
        all.put("expect", ShellTexts::expect);
        all.put("nix-shell", ShellTexts::nix);
        for (String name : new String[] {"tmux", "screen", "zellij"}) all.put(name, ShellTexts::terminal);
        all.put("gdb", ShellTexts::debugger);
        all.put("lldb", ShellTexts::debugger);
        for (String name : new String[] {"busybox", "toybox"}) all.put(name, PlainWrapper.with("+", "", 0));
        addPlain(all);
        return all;
    }

    private static void addPlain(Map<String, ProgramRule> all) {
        all.put("timeout", PlainWrapper.with("+k:s:", "kill-after= signal= preserve-status foreground", 1));
        all.put("gtimeout", PlainWrapper.with("+k:s:", "kill-after= signal=", 1));
        all.put("nice", PlainWrapper.with("+n:", "adjustment=", 0));
        all.put("ionice", PlainWrapper.with("+c:n:p:P:u:", "class= classdata= pid= pgid= uid=", 0));
        all.put("chrt", PlainWrapper.with("+T:P:D:", "sched-runtime= sched-period= sched-deadline=", 1));
        all.put("taskset", PlainWrapper.with("+", "", 1));
        all.put("numactl", PlainWrapper.with("+C:N:m:i:p:", "cpunodebind= membind= interleave= physcpubind=", 0));
        all.put("stdbuf", PlainWrapper.with("+i:o:e:", "input= output= error=", 0));
        all.put("time", PlainWrapper.with("+f:o:", "format= output=", 0));
        all.put("gtime", PlainWrapper.with("+f:o:", "format= output=", 0));
        all.put("strace", PlainWrapper.with("+a:b:e:E:I:o:O:p:P:s:S:u:U:X:", "output= attach= trace= env= user=", 0));
        all.put("ltrace", PlainWrapper.with("+a:A:D:e:F:l:n:o:p:s:u:x:w:", "output= where=", 0));
        all.put("valgrind", PlainWrapper.with("+", "", 0));
        all.put("xvfb-run", PlainWrapper.with("+e:f:n:p:s:w:", "error-file= server-num= server-args=", 0));
        all.put("unshare", PlainWrapper.with("+S:G:R:w:", "setuid= setgid= root= wd= propagation=", 0));
        all.put("prlimit", PlainWrapper.with("+p:o:", "pid= output=", 0));
        all.put("setpriv", PlainWrapper.with("+", "", 0));
        all.put("entr", PlainWrapper.with("+", "", 0));
        all.put("setarch", PlainWrapper.with("+", "", 1));
        for (String name : new String[] {"logsave", "softlimit", "setlock", "chpst", "capsh"})
            all.put(name, PlainWrapper.with("+", "", name.equals("logsave") || name.equals("setlock") ? 1 : 0));
        all.put("perf", PlainWrapper.with("+e:F:p:t:o:C:c:r:I:G:", "output= event= freq= pid= call-graph= repeat=", 1));
        for (String name : new String[] {
            "ld.so", "ld-linux.so.2", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "ld-musl-x86_64.so.1"
        }) all.put(name, PlainWrapper.with("+", "library-path= preload= argv0= audit=", 0));
        all.put("faketime", PlainWrapper.with("+f:", "", 1));
        all.put("caffeinate", PlainWrapper.with("+t:w:", "", 0));
        all.put("rlwrap", PlainWrapper.with("+", "", 0));
        all.put("dotenv", PlainWrapper.with("+e:f:c:", "", 0));
        for (String name : BARE) all.put(name, PlainWrapper.with("exec".equals(name) ? "+a:" : "+", "", 0));
    }
}
