package orchestrator.guard.command.system;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.wrapper.PipedText;
import orchestrator.guard.shell.Word;

/** Clients of databases: statements that lose data, and their ways to run programs and write files. */
final class Databases {
    private static final OptionTable TABLE = OptionTable.of(
            "c:e:f:o:h:p?u:U:d:D:L:",
            "command= execute= file= eval= output= log-file= tee= host= port= user= username= dbname= database= csv");

    private static final Pattern OUTPUT = Pattern.compile("\\.(output|backup|save)\\s+(?:main\\s+)?([^\\s;]+)");

    private Databases() {}

    static GuardDecision judge(Call call) {
        Arguments arguments = call.read(TABLE);
        String text = call.words().stream().map(Word::shown).collect(Collectors.joining(" ")) + " "
                + PipedText.of(call.invocation().stdin(), call).orElse("");
        GuardDecision written = call.writeAll(arguments.values("o", "output", "L", "log-file", "tee"));
        Matcher output = OUTPUT.matcher(text);
        while (output.find()) written = written.or(call.write(Word.of(output.group(2))));
        return written.or(ofText(call.program(), text, call.words().stream().anyMatch(Word::hasUnknown)))
                .or(file(call));
    }

    /** The file of sqlite3 is its first operand. */
    private static GuardDecision file(Call call) {
        if (!call.program().equals("sqlite3")) return GuardDecision.ALLOWED;
        List<Word> operands = call.words().stream()
                .filter(word -> !word.prefix().startsWith("-"))
                .toList();
        if (operands.isEmpty() || operands.get(0).literal().equals(Optional.of(":memory:")))
            return GuardDecision.ALLOWED;
        boolean isReadOnly =
                call.words().stream().anyMatch(word -> word.prefix().matches("--?readonly"));
        return isReadOnly
                ? call.paths().read(operands.get(0))
                : call.paths()
                        .read(operands.get(0))
                        .or(onlyReads(call) ? GuardDecision.ALLOWED : call.write(operands.get(0)));
    }

    private static boolean onlyReads(Call call) {
        return call.words().stream()
                .skip(1)
                .noneMatch(
                        word -> word.shown()
                                .matches(
                                        "(?is).*\\b(insert|update|delete|create|drop|alter|replace|vacuum|attach|restore|import|reindex)\\b.*"));
    }

    private static GuardDecision ofText(String program, String text, boolean isOpen) {
        if (text.matches(
                "(?is).*(\\\\!|(^|\\s)\\.(shell|system)\\b|\\bcopy\\b.*\\bprogram\\b|\\\\o\\s*\\||\\bsystem\\s+\\w|\\bsys_exec|\\bload_extension|\\.load\\b|\\\\g\\s*\\||into\\s+(out|dump)file|\\.(once|excel|import|read|cd|clone|restore|log)\\b|\\bconfig\\s+set\\b|\\bcopy\\b.*\\bto\\s+').*"))
            return GuardDecision.ask("database", program + " would run a program or write a file.");
        if (text.matches(
                        "(?is).*(\\b|(?=\\.))(drop\\s+(database|table|schema|user|role|collection)|truncate(\\s+table)?\\s+\\w|dropDatabase|flushall|flushdb|shutdown|keyspace\\s+\\w+\\s*;|delete\\s+from\\s+\\S+\\s*($|[;'\"]|where\\s+(true|'?1'?\\s*=\\s*'?1))"
                                + "|update\\s+\\S+\\s+set\\s+(?!.*\\bwhere\\b)|drop\\s+owned|alter\\s+table\\s+.*\\bdrop\\b|drop\\s+keyspace"
                                + "|\\.(remove|deleteMany)\\s*\\(\\s*(\\{\\s*}\\s*)?\\)|\\.drop(Indexes)?\\s*\\(\\s*\\)).*")
                && !program.equals("sqlite3"))
            return GuardDecision.ask("database", "This deletes data of a database, perhaps for good.");
        boolean deletesFound = program.equals("redis-cli") && text.matches("(?is)(.*\\s)?(del|unlink)\\s.*") && isOpen;
        return deletesFound
                ? GuardDecision.ask("database", "Keys that nobody has named would be deleted.")
                : GuardDecision.ALLOWED;
    }
}
