package orchestrator.guard.command.network;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** Programs that copy to, or log in to, other hosts. */
final class RemoteCopy {
    private static final OptionTable RSYNC = OptionTable.of(
            "e:f:T:B:M:",
            "rsh= rsync-path= filter= exclude= include= exclude-from= include-from= files-from= temp-dir= partial-dir= backup-dir= log-file="
                    + " compare-dest= copy-dest= link-dest= bwlimit= timeout= port= password-file= chmod= chown= suffix= max-size= min-size= delete"
                    + " delete-before delete-during delete-after delete-delay delete-excluded del remove-source-files dry-run out-format= info= write-batch= remote-option=");
    private static final OptionTable SCP = OptionTable.of("c:F:i:J:l:o:P:S:D:X:", "");

    private RemoteCopy() {}

    static GuardDecision rsync(Call call) {
        Arguments arguments = call.read(RSYNC);
        List<Word> operands = arguments.operands();
        List<GuardDecision> decisions = new ArrayList<>();
        decisions.add(call.scripts(arguments.values("e", "rsh")));
        decisions.add(call.writeAll(
                arguments.values("T", "temp-dir", "partial-dir", "backup-dir", "log-file", "write-batch")));
        if (operands.stream().anyMatch(RemoteCopy::isRemote)) decisions.add(remote(call.program()));
        if (operands.size() < 2 || arguments.has("dry-run", "n")) return GuardDecision.strictest(decisions);
        List<Word> sources = operands.subList(0, operands.size() - 1).stream()
                .filter(word -> !isRemote(word))
                .toList();
        Word target = operands.get(operands.size() - 1);
        decisions.add(Call.each(sources, call.paths()::readTree));
        if (arguments.has("remove-source-files")) decisions.add(call.deleteAll(sources, true));
        if (!isRemote(target)) {
            decisions.add(call.write(target));
            boolean deletes = arguments.options().stream()
                    .anyMatch(option -> option.name().startsWith("del"));
            if (deletes) decisions.add(call.paths().delete(target, true));
        }
        return GuardDecision.strictest(decisions);
    }

    static GuardDecision scp(Call call) {
        Arguments arguments = call.read(SCP);
        List<Word> operands = arguments.operands();
        if (arguments.has("o", "S", "F", "D") || operands.stream().anyMatch(RemoteCopy::isRemote))
            return remote("scp").or(call.readAll(arguments.values("i", "F")));
        if (operands.size() < 2) return GuardDecision.ALLOWED;
        return Call.each(operands.subList(0, operands.size() - 1), call.paths()::readTree)
                .or(call.write(operands.get(operands.size() - 1)));
    }

    static GuardDecision login(Call call) {
        String shown = call.words().isEmpty() ? "-V" : call.words().get(0).shown();
        if (shown.matches("-V|--version|-G|-Q")) return GuardDecision.ALLOWED;
        GuardDecision keys = call.readAll(SCP.read(call.words()).values("i", "F"));
        return remote(call.program()).or(keys);
    }

    private static GuardDecision remote(String program) {
        return GuardDecision.ask("remote", program + " would use the user's access to another host.");
    }

    private static boolean isRemote(Word word) {
        return word.prefix().matches("(?s)(rsync|scp|sftp|ssh)://.*|[^/.][^/]*:.*");
    }
}
