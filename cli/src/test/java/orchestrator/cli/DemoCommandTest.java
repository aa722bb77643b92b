package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.agent.ScriptedAgents;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    @Test
    void the_crew_of_the_demo_is_the_one_that_the_worker_has() {
        assertThat(DemoCommand.CREW).isEqualTo(ScriptedAgents.CREW);
    }
}
