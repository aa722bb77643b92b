package orchestrator.guard.command.system;

import java.util.HashMap;
import java.util.Map;
import orchestrator.guard.command.call.ProgramRule;

/** The rules of programs that change the machine or end processes, by name. */
public final class SystemCommands {
    private SystemCommands() {}

    public static Map<String, ProgramRule> all() {
        Map<String, ProgramRule> all = new HashMap<>();
        all.put("kill", Processes::kill);
        for (String name : new String[] {"pkill", "killall", "skill"}) all.put(name, Processes::byName);
        all.put("fuser", Processes::fuser);
        all.put("renice", Processes::renice);
        all.put("history", MachineSettings::history);
        all.put("systemctl", MachineSettings::systemctl);
        all.put("service", MachineSettings::service);
        all.put("launchctl", MachineSettings::launchctl);
        all.put("crontab", MachineSettings::crontab);
        for (String name : new String[] {"at", "batch"}) all.put(name, MachineSettings::at);
        for (String name : new String[] {"defaults", "dconf", "gsettings"}) all.put(name, MachineSettings::preferences);
        addLooking(all);
        for (String name : new String[] {
            "psql", "mysql", "mariadb", "sqlite3", "mongosh", "mongo", "redis-cli", "clickhouse-client", "cqlsh"
        }) all.put(name, Databases::judge);
        return all;
    }

    private static void addLooking(Map<String, ProgramRule> all) {
        all.put("mount", LookingOnly.with("", "(-[lvhV]|-t|--help|--version)"));
        all.put("sysctl", LookingOnly.with("[a-z0-9_.*/-]+", "(-[abnNeqrAX]+|--all|--values|--pattern.*)"));
        all.put("ifconfig", LookingOnly.with("\\S+", "(-a|-s|-v)", 1));
        all.put(
                "ip",
                LookingOnly.with(
                        "(a|addr|address|r|ro|route|l|link|n|neigh|rule|maddr|show|list|ls|get|dev|default|-|(?!set|add|del|delete|flush|change|replace|append|up|down|exec)[0-9a-z.:/@]+)",
                        "-.*"));
        for (String name : new String[] {"iptables", "ip6tables", "nft", "ufw", "firewall-cmd"})
            all.put(
                    name,
                    LookingOnly.with(
                            "(status|verbose|numbered|list|ruleset|tables|filter|nat|mangle|[A-Z_]+)",
                            "(-[LSnvxt]+|--list.*|--state|--get-.*|--line-numbers|-t)"));
        all.put("fdisk", LookingOnly.with("/dev/\\S+", "(-l|--list|-V|-x)", 9, true));
        all.put("sfdisk", LookingOnly.with("/dev/\\S+", "(-l|--list|-d|--dump)", 9, true));
        all.put("parted", LookingOnly.with("(print|/dev/\\S+|all)", "(-l|--list|-s|-m|--script)"));
        all.put("swapon", LookingOnly.with("", "(-s|--show.*|--summary)"));
        all.put("hostname", LookingOnly.with("", "-[a-zA-Z]|--.*"));
        all.put("hostnamectl", LookingOnly.with("(status|hostname)", "-.*", 1));
        all.put("timedatectl", LookingOnly.with("(status|show|list-timezones|timesync-status)", "-.*"));
        all.put("date", MachineSettings::date);
        all.put("ldconfig", LookingOnly.with("", "(-p|--print-cache|-V|--version)", 0, true));
        all.put("dmesg", LookingOnly.with(".*", "(?!-[a-zA-Z]*[cCDEn]|--clear|--console|--read-clear).*"));
        all.put("journalctl", LookingOnly.with(".*", "(?!--vacuum|--rotate|--flush|--sync).*"));
        all.put("loginctl", LookingOnly.with("(list-.*|show-.*|.*-status|[0-9a-z]+)", "-.*"));
        all.put("losetup", LookingOnly.with("", "(-a|-l|--list|--all|-j|-J)"));
        all.put("passwd", LookingOnly.with("\\S+", "(-S|--status)", 1, true));
        all.put("hwclock", LookingOnly.with("", "(-r|--show|--verbose)"));
    }
}
