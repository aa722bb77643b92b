package orchestrator.guard.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.GuardVerdict;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.policy.CommandPattern;
import orchestrator.guard.policy.PatternIndex;
import orchestrator.guard.policy.Policy;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Word;

/** The policy's patterns, with what the rules in code have found. */
final class PatternRules {
    private static final Map<String, OptionTable> GLOBAL_OPTIONS = Map.ofEntries(
            table("git", "C:c:", "git-dir= work-tree= namespace= exec-path? super-prefix= config-env= attr-source="),
            table("npm", "w:", "prefix= workspace= registry= userconfig= loglevel= cache="),
            table("pnpm", "C:F:", "dir= filter= registry= loglevel="),
            table("yarn", "", "cwd= registry= cache-folder="),
            table("bun", "", "cwd= config="),
            table("docker", "c:H:l:", "context= host= config= log-level= tlscacert= tlscert= tlskey="),
            table("podman", "c:", "connection= url= log-level= root= runroot="),
            table(
                    "kubectl",
                    "n:s:",
                    "namespace= context= cluster= kubeconfig= server= user= token= as= request-timeout= v="),
            table("oc", "n:s:", "namespace= context= cluster= kubeconfig= server= user= token="),
            table("helm", "n:", "namespace= kube-context= kubeconfig="),
            table("aws", "", "profile= region= output= endpoint-url= query= cli-read-timeout= ca-bundle="),
            table("gcloud", "", "project= account= configuration= format= verbosity= quiet"),
            table("gsutil", "o:u:", ""),
            table("az", "g:o:", "subscription= output= query= resource-group="),
            table("gh", "R:", "repo= hostname="),
            table("terraform", "", "chdir="),
            table("cargo", "C:Z:", "manifest-path= config= color="),
            table("go", "C:", ""),
            table("systemctl", "H:M:t:p:n:", "host= machine= type= property= root= lines= signal= kill-who="),
            table("pip", "", "python= cache-dir= log= proxy= timeout="),
            table("uv", "", "project= directory= config-file= cache-dir= color="),
            table("apt-get", "o:c:t:", "option= config-file="),
            table("apt", "o:c:t:", "option= config-file="),
            table("brew", "", ""),
            table("flyctl", "a:c:", "app= config="),
            table("heroku", "a:r:", "app= remote="),
            table("firebase", "P:", "project= account="));

    private final PatternIndex patterns;

    PatternRules(Policy policy) {
        this.patterns = new PatternIndex(policy.patterns());
    }

    private static Map.Entry<String, OptionTable> table(String program, String shorts, String longs) {
        return Map.entry(program, OptionTable.of("+" + shorts, longs));
    }

    /** A user's rule that allows a command also answers what the rules in code would ask about. */
    GuardDecision apply(ShellCommand invocation, GuardDecision inCode) {
        Optional<CommandPattern> pattern =
                patterns.matching(words(invocation)).or(() -> patterns.matching(plainWords(invocation)));
        if (pattern.isEmpty()) return inCode;
        CommandPattern found = pattern.get();
        if (found.verdict() == GuardVerdict.ASK && onlyLooks(invocation)) return inCode;
        boolean isUsers = found.origin() == CommandPattern.Origin.USER;
        if (found.verdict() == GuardVerdict.ALLOW)
            return isUsers && !inCode.isDenied() ? GuardDecision.ALLOWED : inCode;
        return inCode.or(new GuardDecision(found.verdict(), found.name(), found.reason()));
    }

    /** Clouds take their options anywhere: {@code aws ec2 --region x terminate-instances}. */
    private static List<String> plainWords(ShellCommand invocation) {
        String program = invocation.program().orElse("");
        if (!program.matches("aws|gcloud|az")) return List.of(program);
        OptionTable anywhere = OptionTable.of(
                "g:o:",
                "profile= region= project= output= endpoint-url= query= zone= account= format= subscription= resource-group=");
        return Stream.concat(
                        Stream.of(program),
                        anywhere.read(invocation.arguments()).operands().stream()
                                .map(Word::shown))
                .toList();
    }

    private static boolean onlyLooks(ShellCommand invocation) {
        List<Word> arguments = invocation.arguments();
        return arguments.size() == 1 && arguments.get(0).literal().orElse("").matches("--version|--help|version|help");
    }

    /** The program and its arguments as text, without the options before its subcommand. */
    private static List<String> words(ShellCommand invocation) {
        String program = invocation.program().orElse("");
        OptionTable table = GLOBAL_OPTIONS.get(program);
        List<Word> arguments = table == null
                ? invocation.arguments()
                : table.read(invocation.arguments()).operands();
        return Stream.concat(Stream.of(program), arguments.stream().map(Word::shown))
                .toList();
    }
}
