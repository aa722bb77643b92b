package orchestrator.cli.settings;

/**
 * A setting with the place that it came from.
 *
 * @param file the {@code .env} file with the line; empty if it is a variable of the environment
 * @param isUnexpanded true if it names another variable, which nobody replaced
 */
record GivenValue(String name, String value, String file, boolean isUnexpanded) {
    private static final int SHOWN_CHARACTERS = 100;

    boolean isOfEnvironment() {
        return file.isEmpty();
    }

    /** The value for a message. */
    String shown() {
        String clean = value.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= SHOWN_CHARACTERS ? clean : clean.substring(0, SHOWN_CHARACTERS) + "…";
    }

    /** The place for a message. */
    String place() {
        return isOfEnvironment() ? name + " in the environment" : file + ": " + name;
    }
}
