package orchestrator.api.confirm;

/**
 * What a code is good for, and nothing else.
 *
 * @param execution of the session
 * @param item that is answered
 * @param choice that is made; the control's name where a control answers the item
 * @param text beside it
 */
public record CodeScope(String session, String execution, String item, String choice, String text) {

    String words() {
        return (choice.isEmpty() ? "hand on your text" : "choose `" + choice + "`") + " for " + item + " of " + session;
    }
}
