package orchestrator.api.dashboard;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The icon of the browser's tab with a number: how many things need the user. */
final class CountedIcon {
    private static final Pattern NAME = Pattern.compile("icon-([1-9])\\.svg");
    private static final String BADGE = "<circle cx=\"22\" cy=\"10\" r=\"10\" fill=\"#c62828\"/>"
            + "<text x=\"22\" y=\"15.5\" text-anchor=\"middle\" font-family=\"sans-serif\" font-size=\"16\""
            + " font-weight=\"bold\" fill=\"#fff\">%s</text></svg>";

    private CountedIcon() {}

    /** The number in the name of such an icon, as text. */
    static Optional<String> number(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** 9 stands for all larger numbers, for which the icon has no room. */
    static String of(String icon, String number) {
        return icon.replace("</svg>", BADGE.formatted(number.equals("9") ? "9+" : number));
    }
}
