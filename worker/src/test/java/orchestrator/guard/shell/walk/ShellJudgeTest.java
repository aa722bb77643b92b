package orchestrator.guard.shell.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.GuardVerdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShellJudgeTest {
    private final ShellRoom room = new ShellRoom();

    @BeforeEach
    void scripts() {
        room.files.put(Path.of("/ws/bad.sh"), "#!/bin/sh\necho hi\ndanger \"$1\"\n");
        room.files.put(Path.of("/ws/good.sh"), "#!/bin/sh\nset -e\necho hi \"$@\"\n");
        room.files.put(Path.of("/ws/odd.sh"), "#!/bin/sh\n$JAVACMD \"$@\"\n");
        room.files.put(Path.of("/ws/tool.py"), "#!/usr/bin/env python3\nprint(1)\n");
        room.files.put(Path.of("/ws/bad"), "danger\n");
    }

    /** See the head of the file. */
    static List<String> lines() throws IOException {
        try (InputStream in = ShellJudgeTest.class.getResourceAsStream("/guard/shell/lines.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("##"))
                    .toList();
        }
    }

    static String text(String line) {
        return line.substring(2).replace('␤', '\n');
    }

    @Test
    void each_line_of_the_table_is_judged_as_it_says() throws IOException {
        List<String> lines = lines();

        assertThat(lines).hasSizeGreaterThan(400).allSatisfy(line -> {
            GuardDecision decision = room.judge(text(line));
            assertThat(mark(decision)).as("%s: %s", line, decision).isEqualTo(line.substring(0, 1));
        });
    }

    private static String mark(GuardDecision decision) {
        if (decision.verdict().compareTo(GuardVerdict.WATCH) <= 0) return "+";
        return switch (decision.rule()) {
            case "danger" -> "-";
            case "write-outside" -> "w";
            default -> "x";
        };
    }

    @Test
    void a_command_is_judged_with_the_words_that_it_gets() {
        room.judge("x='a b'; echo $x \"$x\" {1,2} 'c d' e\\ f $'g\\th' \"i${x}j\" ~/k *.txt $((2+3))");

        assertThat(room.commands).containsExactly("echo a b a b 1 2 c d e f g\th ia bj /home/me/k *.txt 5");
    }

    @Test
    void a_text_that_is_too_long_or_too_deep_or_holds_a_NUL_is_refused() {
        String deep = "$(".repeat(25) + "ls" + ")".repeat(25);

        assertThat(room.judge("echo " + "a".repeat(256 * 1024)).rule()).isEqualTo("shell-length");
        assertThat(room.judge("echo " + deep).rule()).isEqualTo("shell-depth");
        assertThat(room.judge("echo \0").isDenied()).isTrue();
        assertThat(room.judge("(".repeat(100_000)).isDenied()).isTrue();
    }
}
