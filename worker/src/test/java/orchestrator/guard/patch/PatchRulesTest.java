package orchestrator.guard.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.FileRules;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.GuardVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatchRulesTest {
    private final List<String> seen = new ArrayList<>();

    private final FileRules noting = new FileRules() {
        @Override
        public GuardDecision write(Path path) {
            seen.add("write " + path);
            return path.startsWith("/w") ? GuardDecision.ALLOWED : GuardDecision.deny("outside", "outside");
        }

        @Override
        public GuardDecision delete(Path path, boolean isRecursive) {
            seen.add("delete " + path);
            return GuardDecision.ALLOWED;
        }

        @Override
        public GuardDecision read(Path path) {
            return GuardDecision.ALLOWED;
        }
    };

    private GuardDecision judge(String patch) {
        return PatchRules.judge(patch, Path.of("/w"), noting);
    }

    @Test
    void each_file_of_a_patch_is_judged() {
        GuardDecision decision = judge("""
                *** Begin Patch
                *** Add File: new.txt
                +hello
                *** Update File: src/a.txt
                *** Move to: src/b.txt
                @@ def f():
                 same
                -old
                +new
                *** Delete File: gone.txt
                *** Update File: /etc/passwd
                @@
                +x
                *** End of File
                *** End Patch
                """);

        assertThat(seen)
                .containsExactly(
                        "write /w/new.txt",
                        "write /w/src/a.txt",
                        "write /w/src/b.txt",
                        "write /etc/passwd",
                        "delete /w/src/a.txt",
                        "delete /w/gone.txt");
        assertThat(decision.verdict()).isEqualTo(GuardVerdict.DENY);
    }

    @Test
    void each_file_of_a_unified_diff_is_judged() {
        GuardDecision decision = judge("""
                diff --git a/x b/y
                rename from x
                rename to y
                --- a/src/a.txt\t2026-01-01
                +++ b/src/a.txt\t2026-01-01
                @@ -1 +1 @@
                -a
                +b
                --- a/gone
                +++ /dev/null
                """);

        assertThat(seen).containsExactly("write /w/y", "write /w/src/a.txt", "delete /w/x", "delete /w/gone");
        assertThat(decision.verdict()).isEqualTo(GuardVerdict.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "*** Begin Patch\n*** Add File: a\n+x",
                "*** Begin Patch\n*** End Patch",
                "*** Begin Patch\n*** Add File: \n+x\n*** End Patch",
                "*** Begin Patch\n*** Run: rm\n*** Add File: a\n*** End Patch",
                "*** Begin Patch\n*** Add File: a\0b\n+x\n*** End Patch"
            })
    void a_patch_that_cannot_be_read_is_refused(String patch) {
        assertThat(judge(patch).verdict()).as(patch).isEqualTo(GuardVerdict.DENY);
    }

    @Test
    void an_indented_header_counts_too() {
        judge("*** Begin Patch\n  *** Update File: /etc/a\n@@\n+x\n*** End Patch");

        assertThat(seen).contains("write /etc/a");
    }
}
