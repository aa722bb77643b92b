package orchestrator.redaction;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Values that are secret because of the name of their variable. */
public final class KnownSecrets {
    private static final int LENGTH_MIN = 8;
    private static final int NUMBER_LENGTH_MAX = 12;

    private static final Pattern NAME =
            Pattern.compile("KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL", Pattern.CASE_INSENSITIVE);

    /** Paths and addresses of keys are no keys. */
    private static final Pattern PLACE = Pattern.compile("[~/]?(?:[\\w.@ -]*/){2,}[\\w.@ -]*|[a-z]+://[^@]*");

    private KnownSecrets() {}

    /** The secret values among these variables, each with its label. */
    public static Map<String, String> in(Map<String, String> environment) {
        Map<String, String> known = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (NAME.matcher(name).find() && isSecret(value)) known.put(value, "value of " + name);
        });
        return known;
    }

    private static boolean isSecret(String value) {
        if (value.length() < LENGTH_MIN || PLACE.matcher(value).matches()) return false;
        boolean isNumber = value.chars().allMatch(Character::isDigit);
        return !isNumber || value.length() > NUMBER_LENGTH_MAX;
    }
}
