package orchestrator.agent;

import java.util.List;
import java.util.Locale;

/** Tells from an agent's own words that nobody is logged in, or that its key is refused: another launch would not help. */
final class LogIn {
    private static final List<String> WORDS = List.of(
            "invalid api key",
            "incorrect api key",
            "api key not valid",
            "api_key_invalid",
            "invalid x-api-key",
            "invalid authentication",
            "authentication_error",
            "please run /login",
            "login expired",
            "not logged in",
            "please log in",
            "oauth token has expired",
            "set an auth method",
            "not inside a trusted directory",
            "not running in a trusted directory");

    private LogIn() {}

    static boolean isNeeded(String said) {
        String words = said.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(words::contains);
    }
}
