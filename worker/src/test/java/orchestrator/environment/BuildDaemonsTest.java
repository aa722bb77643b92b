package orchestrator.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BuildDaemonsTest {

    @Test
    void build_tools_are_configured_to_leave_no_daemon_behind() {
        assertThat(switchedOff(Map.of(), Map.of()))
                .containsEntry("GRADLE_OPTS", "-Dorg.gradle.daemon=false")
                .containsEntry("MSBUILDDISABLENODEREUSE", "1")
                .containsEntry("UseSharedCompilation", "false")
                .containsEntry("NX_DAEMON", "false")
                .containsEntry("DISABLE_SPRING", "1");
    }

    @Test
    void the_users_own_settings_win() {
        assertThat(switchedOff(Map.of(), Map.of("NX_DAEMON", "true"))).containsEntry("NX_DAEMON", "true");
        assertThat(switchedOff(Map.of("GRADLE_OPTS", "-Xmx1g"), Map.of("GRADLE_OPTS", "-Xmx1g")))
                .containsEntry("GRADLE_OPTS", "-Xmx1g -Dorg.gradle.daemon=false");
        Map<String, String> daemon = Map.of("GRADLE_OPTS", "-Dorg.gradle.daemon=true");
        assertThat(switchedOff(daemon, daemon)).containsEntry("GRADLE_OPTS", "-Dorg.gradle.daemon=true");
    }

    @Test
    void withheld_options_are_not_passed_on() {
        assertThat(switchedOff(Map.of(), Map.of("GRADLE_OPTS", "-Dhttp.proxyPassword=x")))
                .containsEntry("GRADLE_OPTS", "-Dorg.gradle.daemon=false");
        assertThat(switchedOff(Map.of(), Map.of("GRADLE_OPTS", "-Dorg.gradle.daemon=true")))
                .doesNotContainKey("GRADLE_OPTS");
    }

    private static Map<String, String> switchedOff(Map<String, String> given, Map<String, String> ours) {
        Map<String, String> environment = new TreeMap<>(given);
        BuildDaemons.switchOff(environment, ours);
        return environment;
    }
}
