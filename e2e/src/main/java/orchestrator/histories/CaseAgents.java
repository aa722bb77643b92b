package orchestrator.histories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.harness.Orchestrator;

/**
 * Three scripted agents. A prompt names the directory of its case by {@code case:DIRECTORY}; a shell script of the name
 * {@code <kind>-<role>} or {@code <kind>} there replaces what the agent would do. It can use the variables {@code launch},
 * {@code agent} and {@code case}, and the functions below.
 */
final class CaseAgents {
    static final List<String> NAMES = List.of("one", "two", "three");

    private static final String SCRIPT = """
            #!/bin/sh
            agent=$1
            role=$ORCHESTRATOR_ROLE
            prompt=$(cat)
            memory=$HOME/.case-$ORCHESTRATOR_CONVERSATION
            kind=$(printf '%s\\n' "$prompt" | sed -n 's/^Kind: //p' | head -n 1)
            case=$(printf '%s\\n' "$prompt" | grep -o 'case:[^ ]*' | head -n 1 | cut -c 6-)
            # The prompt of a relaunch names neither.
            if [ -z "$kind" ]; then read -r kind case < "$memory"; else printf '%s %s\\n' "$kind" "$case" > "$memory"; fi
            printf 'x' >> "$case/launches-$kind-$role"
            launch=$(wc -c < "$case/launches-$kind-$role" | tr -d ' ')

            say() { printf '{"type":"message","text":"%s"}\\n' "$1"; }
            used() { printf '{"type":"usage","inputTokens":%d,"outputTokens":10}\\n' "$1"; }
            structured() { printf '{"type":"result","ok":true,"structured":%s}\\n' "$1"; exit 0; }
            verdict() { structured "{\\"verdict\\":\\"$1\\",\\"summary\\":\\"looked at it\\",\\"points\\":[$2]}"; }
            finish() { printf '{"type":"result","ok":true,"text":"done by %s"}\\n' "$agent"; exit 0; }
            until_file() { until [ -e "$case/$1" ]; do say "waiting"; sleep 0.2; done; }

            printf '{"type":"session","id":"%s"}\\n' "$ORCHESTRATOR_CONVERSATION"
            say "launch $launch of $kind as $role"
            if [ -e "$case/$kind-$role" ]; then . "$case/$kind-$role"; elif [ -e "$case/$kind" ]; then . "$case/$kind"; fi
            case $kind in
              review) verdict APPROVED ;;
              merge) grep -rl --exclude-dir=.git '^<<<<<<<' . | xargs -r sed -i '/^<<<<<<</d;/^=======/d;/^>>>>>>>/d'; finish ;;
              *) printf '%s %s\\n' "$agent" "$kind" >> "$agent-$role.txt"; finish ;;
            esac
            """;

    private CaseAgents() {}

    static void define(Orchestrator orchestrator) {
        Path agents = orchestrator.home().file("agents");
        write(agents.resolve("case.sh"), SCRIPT);
        for (String name : NAMES) {
            String command = "[sh, \"{here}/case.sh\", " + name + "]";
            write(
                    agents.resolve(name + ".yaml"),
                    "name: " + name + "\ncommand: " + command + "\nresume: " + command + "\n");
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
