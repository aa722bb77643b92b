package orchestrator.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BubblewrapArgumentsTest {

    @Test
    void a_launch_outlives_its_worker_and_has_pids_of_its_own() {
        List<String> arguments = of(false);

        assertThat(arguments)
                .contains("--unshare-pid", "--unshare-user")
                .doesNotContain("--die-with-parent", "--unshare-net", "CAP_SETFCAP")
                .containsSequence("--cap-drop", "ALL")
                .containsSequence("--ro-bind", "/", "/")
                .endsWith("--chdir", "/work");
    }

    @Test
    void root_may_make_the_namespaces_of_the_agents_own_sandbox() {
        assertThat(of(true)).containsSequence("--cap-drop", "ALL", "--cap-add", "CAP_SETFCAP");
    }

    @Test
    void later_mounts_cover_earlier_ones_so_their_order_stays() {
        List<String> arguments = of(
                false,
                new Mount(Mount.Kind.WRITABLE, Path.of("/data/scratch"), Path.of("/tmp")),
                Mount.empty(Path.of("/data")),
                Mount.readOnly(Path.of("/data/bin")),
                Mount.blocked(Path.of("/h/.claude/hooks")),
                new Mount(Mount.Kind.LINK, Path.of("../x"), Path.of("/h/x")),
                Mount.copy(Path.of("/h/.claude.json")),
                Mount.sealed(Path.of("/data")));

        assertThat(String.join(" ", arguments))
                .contains("--bind /data/scratch /tmp --tmpfs /data --ro-bind /data/bin /data/bin"
                        + " --tmpfs /h/.claude/hooks --remount-ro /h/.claude/hooks --symlink ../x /h/x"
                        + " --file 6 /h/.claude.json --remount-ro /data --chdir /work");
    }

    @Test
    void a_probe_that_fails_names_the_setting_that_refuses_it() {
        Path bwrap = Path.of("/usr/bin/bwrap");

        assertThat(SandboxProbe.remedy(bwrap, "1", "100", "")).contains("AppArmor", "/etc/apparmor.d/bwrap");
        assertThat(SandboxProbe.remedy(bwrap, "", "0", "")).contains("user.max_user_namespaces=");
        assertThat(SandboxProbe.remedy(bwrap, "0", "100", "0")).contains("kernel.unprivileged_userns_clone=1");
        assertThat(SandboxProbe.remedy(bwrap, "", "100", "")).contains("container");
    }

    private static List<String> of(boolean isRoot, Mount... mounts) {
        return BubblewrapArguments.of(new SandboxPlan(List.of(mounts), Path.of("/work"), isRoot), 6);
    }
}
