package orchestrator.autofix.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import orchestrator.json.Json;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchRequestsTest {
    private static WatchRequest parse(String json) {
        return WatchRequests.parse(Json.read(json.replace('\'', '"'), JsonNode.class));
    }

    @Test
    void only_the_target_is_needed_and_unknown_fields_are_ignored() {
        WatchRequest request = parse("{'target': '/shop', 'somethingNew': 1}");

        assertThat(request).isEqualTo(WatchRequest.of("/shop"));
        assertThat(request.debounce()).isEqualTo(Duration.ofSeconds(2));
        assertThat(request.repair().attemptsMax()).isEqualTo(5);
        assertThat(request.breaker().ofFile()).isEqualTo(3);
    }

    @Test
    void every_field_can_be_set() {
        WatchRequest request = parse("""
                {'target': '/shop', 'paths': ['src'], 'debounceSeconds': 0.5, 'parallel': 4, 'once': true,
                 'enabled': false, 'stateFile': '/tmp/state.json', 'test': {'command': 'make test', 'minutesMax': 3,
                 'map': [{'files': 'src/**', 'tests': 'tests/test_{name}.py'}]},
                 'repair': {'retriesMax': 0, 'backoffSeconds': 0}, 'breaker': {'threshold': 1, 'windowSeconds': 60},
                 'budget': {'hour': {'dollars': 0.5}}, 'escalation': {'githubRepo': 'a/b', 'slack': true},
                 'priorities': [{'files': 'src/**', 'priority': 'high'}]}""");

        assertThat(request.paths()).containsExactly("src");
        assertThat(request.repair().attemptsMax()).isZero();
        assertThat(request.budget().ofHour().dollars()).isEqualTo(0.5);
        assertThat(request.priorities()).isEqualTo(List.of(new PriorityRule("src/**", TaskPriority.HIGH)));
        assertThat(request.repairs()).isFalse();
        assertThat(request.once()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|must be a JSON object",
                "{}|`target` must be a text",
                "{'target': 7}|`target` must be a text",
                "{'target': 'shop'}|`target` must be an absolute path",
                "{'target': '/s', 'debounceSeconds': 0}|`debounceSeconds` must be a number from 0.1 to 600, not `0`",
                "{'target': '/s', 'debounceSeconds': 601}|`debounceSeconds`",
                "{'target': '/s', 'debounceSeconds': '2'}|`debounceSeconds`",
                "{'target': '/s', 'parallel': 0}|`parallel` must be a whole number from 1 to 16, not `0`",
                "{'target': '/s', 'parallel': 17}|`parallel`",
                "{'target': '/s', 'parallel': 1.5}|`parallel`",
                "{'target': '/s', 'repair': {'retriesMax': 21}}|`repair.retriesMax`",
                "{'target': '/s', 'repair': {'retriesMax': -1}}|`repair.retriesMax` must be a whole number from 0 to 20",
                "{'target': '/s', 'repair': {'backoffSeconds': -1}}|`repair.backoffSeconds`",
                "{'target': '/s', 'repair': {'runMinutes': 0}}|`repair.runMinutes`",
                "{'target': '/s', 'repair': 5}|`repair`",
                "{'target': '/s', 'breaker': {'threshold': 0}}|`breaker.threshold`",
                "{'target': '/s', 'breaker': {'windowSeconds': 0}}|`breaker.windowSeconds`",
                "{'target': '/s', 'test': {'minutesMax': -3}}|`test.minutesMax`",
                "{'target': '/s', 'test': {'map': [{'files': 'a'}]}}|`map` must hold rules",
                "{'target': '/s', 'budget': {'day': {'dollars': -1}}}|`budget.day.dollars`",
                "{'target': '/s', 'budget': {'task': {'tokens': 1.5}}}|`budget.task.tokens`",
                "{'target': '/s', 'priorities': [{'files': 'a', 'priority': 'urgent'}]}|priorities",
                "{'target': '/s', 'priorities': ['a']}|`priorities` must hold rules",
                "{'target': '/s', 'stateFile': 'state.json'}|`stateFile` must be an absolute path",
                "{'target': '/s', 'paths': 'src'}|`paths`"
            })
    void a_wrong_value_is_named_with_what_it_may_be(String json, String words) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("orchestrator.");
    }

    @Test
    void nothing_at_all_is_refused() {
        assertThatThrownBy(() -> WatchRequests.parse(null)).isInstanceOf(InvalidRequest.class);
    }
}
