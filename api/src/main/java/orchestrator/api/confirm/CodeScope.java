package orchestrator.api.confirm;

/**
 * The only answer that a code confirms.
 *
 * @param execution of the session
 * @param item the item that is answered
 * @param choice the choice that is made; the control's name if a control answers the item
 * @param text that comes with the choice
 */
public record CodeScope(String session, String execution, String item, String choice, String text) {

    String words() {
        return (choice.isEmpty() ? "hand on your text" : "choose `" + choice + "`") + " for " + item + " of " + session;
    }
}
