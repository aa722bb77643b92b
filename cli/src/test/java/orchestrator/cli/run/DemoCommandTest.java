package orchestrator.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.agent.custom.ScriptedAgents;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    @Test
    void the_crew_of_the_demo_is_the_one_that_the_worker_has() {
        assertThat(DemoCommand.CREW).isEqualTo(ScriptedAgents.CREW);
    }
}
