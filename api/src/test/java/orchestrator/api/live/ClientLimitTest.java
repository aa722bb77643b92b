package orchestrator.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientLimitTest {
    @Test
    void enough_files_allow_two_thousand_clients() {
        ClientLimit limit = ClientLimit.withFiles(20_000);

        assertThat(limit.clients()).isEqualTo(2_000);
        assertThat(limit.refusal())
                .isEqualTo("2000 clients are following events already, as many as this server serves at a time;"
                        + " close one and try again.");
    }

    @Test
    void few_files_leave_some_for_everything_else_and_the_refusal_names_them() {
        ClientLimit limit = ClientLimit.withFiles(1_024);

        assertThat(limit.clients()).isEqualTo(524);
        assertThat(limit.refusal()).contains("its limit of 1024 open files (`ulimit -n`)");
    }

    @Test
    void very_few_files_still_allow_some_clients() {
        assertThat(ClientLimit.withFiles(256).clients()).isEqualTo(20);
    }
}
