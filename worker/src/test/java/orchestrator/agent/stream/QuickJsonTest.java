package orchestrator.agent.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuickJsonTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/agents");
    private static final ObjectReader MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
    private static final List<String> ODD = List.of(
            "",
            "{}",
            " { } ",
            "{}x",
            "{}\0",
            "\0{}",
            "[]",
            "{",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":}",
            "{\"a\":1",
            "{\"a\":1,}",
            "{\"a\":1 \"b\":2}",
            "{,}",
            "{\"a\":[1,2,]}",
            "{\"a\":[ ]}",
            "{\"a\":1,\"b\":2,\"a\":3}",
            "{\"a\":tru}",
            "{\"a\":truex}",
            "{\"a\":nullnull}",
            "{\"a\":[true,false,null]}",
            "{\"a\":0,\"b\":-0,\"c\":-1,\"d\":2147483647,\"e\":2147483648,\"f\":-2147483648,\"g\":-2147483649}",
            "{\"a\":01}",
            "{\"a\":-}",
            "{\"a\":+1}",
            "{\"a\":1.5}",
            "{\"a\":1e3}",
            "{\"a\":999999999999999999}",
            "{\"a\":9223372036854775807}",
            "{\"a\":99999999999999999999}",
            "{\"a\":1x}",
            "{\"a\":\"\\n\\t\\r\\b\\f\\/\\\\\\\"\\u00e9\\ud83d\\uDE00\\u0001\\u0000\"}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u00g0\"}",
            "{\"a\":\"\\u00\"}",
            "{\"a\":\"\\",
            "{\"a\":\"tab\there\"}",
            "{\"a\\u0062\":1}",
            "{\"ä😀\":\"ä😀\"}",
            "{\"" + "n".repeat(101) + "\":1}",
            "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
            "{\"a\":\"" + "x".repeat(100_000) + "\"}");

    @Test
    void it_reads_what_agents_print_as_the_mapper_does() throws IOException {
        List<String> lines = recordings();

        assertThat(lines).hasSizeGreaterThan(100).allSatisfy(QuickJsonTest::isReadAlike);
        assertThat(lines.stream().filter(line -> QuickJson.object(line) != null).count())
                .as("lines left to the mapper are few")
                .isGreaterThan(lines.size() / 2);
    }

    @Test
    void what_is_rare_or_wrong_is_left_to_the_mapper() {
        assertThat(ODD).allSatisfy(QuickJsonTest::isReadAlike);
    }

    @Test
    void it_never_accepts_what_the_mapper_refuses() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> lines =
                recordings().stream().filter(line -> line.length() < 2_000).toList();
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            StringBuilder line = new StringBuilder(lines.get(random.nextInt(lines.size())));
            char other = "{}[]\",:\\0-1.eE tnu\n\0".charAt(random.nextInt(20));
            int at = random.nextInt(line.length());
            if (random.nextBoolean()) line.setCharAt(at, other);
            else line.insert(at, other);
            broken.add(line.toString());
        }

        assertThat(broken).as("seed %d", seed).allSatisfy(QuickJsonTest::isReadAlike);
    }

    private static void isReadAlike(String line) {
        JsonNode quick = QuickJson.object(line);
        if (quick == null) return;
        JsonNode mapped = mapped(line);
        assertThat(quick).isEqualTo(mapped);
        assertThat(quick.toString()).isEqualTo(String.valueOf(mapped));
    }

    private static @Nullable JsonNode mapped(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException refused) {
            return null;
        }
    }

    private static List<String> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(RECORDINGS)) {
            List<String> lines = new ArrayList<>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".jsonl")).toList())
                lines.addAll(Files.readAllLines(file));
            return lines.stream().filter(line -> !line.isEmpty()).toList();
        }
    }
}
