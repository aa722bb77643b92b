package orchestrator.agent.limit;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time zones written for people: {@code Europe/Berlin}, {@code PDT}, {@code GMT-3}, {@code +02:00}. */
final class ZoneNames {
    private static final Pattern OFFSET =
            Pattern.compile("(?:GMT|UTC|Z)?([+-])(\\d{1,2}):?(\\d{2})?", Pattern.CASE_INSENSITIVE);

    private static final Map<String, ZoneId> ABBREVIATIONS = abbreviations();

    private ZoneNames() {}

    static Optional<ZoneId> of(String written) {
        String name = written.strip().replace('\u2212', '-');
        Matcher offset = OFFSET.matcher(name);
        try {
            if (offset.matches()) return Optional.of(offset(offset));
            ZoneId known = ABBREVIATIONS.get(name.toUpperCase(Locale.ROOT));
            if (known != null) return Optional.of(known);
            boolean isRegion = name.contains("/");
            return isRegion ? Optional.of(ZoneId.of(name)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZoneId offset(Matcher offset) {
        int sign = offset.group(1).equals("-") ? -1 : 1;
        int minutes = offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3));
        return ZoneOffset.ofHoursMinutes(sign * Integer.parseInt(offset.group(2)), sign * minutes);
    }

    /** An ambiguous abbreviation gets its most common meaning in English. */
    private static Map<String, ZoneId> abbreviations() {
        Map<String, ZoneId> known = new HashMap<>();
        hours(known, 0, "UTC", "GMT", "Z", "WET");
        hours(known, 1, "CET", "BST", "WEST");
        hours(known, 2, "CEST", "EET", "SAST");
        hours(known, 3, "EEST", "MSK", "TRT");
        hours(known, 7, "WIB", "ICT");
        hours(known, 8, "SGT", "HKT", "PHT", "AWST");
        hours(known, 9, "JST", "KST");
        hours(known, 10, "AEST");
        hours(known, 11, "AEDT");
        hours(known, 12, "NZST");
        hours(known, 13, "NZDT");
        hours(known, -3, "BRT", "ART", "ADT");
        hours(known, -4, "EDT", "AST");
        hours(known, -5, "EST", "CDT");
        hours(known, -6, "CST", "MDT");
        hours(known, -7, "MST", "PDT");
        hours(known, -8, "PST", "AKDT");
        hours(known, -9, "AKST");
        hours(known, -10, "HST");
        known.put("IST", ZoneOffset.ofHoursMinutes(5, 30));
        place(known, "America/Los_Angeles", "PT", "PACIFIC", "PACIFIC TIME");
        place(known, "America/Denver", "MT", "MOUNTAIN", "MOUNTAIN TIME");
        place(known, "America/Chicago", "CT", "CENTRAL", "CENTRAL TIME");
        place(known, "America/New_York", "ET", "EASTERN", "EASTERN TIME");
        return Map.copyOf(known);
    }

    private static void hours(Map<String, ZoneId> known, int offset, String... names) {
        for (String name : names) known.put(name, ZoneOffset.ofHours(offset));
    }

    private static void place(Map<String, ZoneId> known, String region, String... names) {
        for (String name : names) known.put(name, ZoneId.of(region));
    }
}
