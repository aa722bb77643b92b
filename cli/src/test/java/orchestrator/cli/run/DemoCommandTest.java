package orchestrator.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.agent.custom.ScriptedAgents;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    @Test
    void the_demo_uses_the_workers_scripted_agents() {
        assertThat(DemoCommand.CREW).isEqualTo(ScriptedAgents.CREW);
    }
}
