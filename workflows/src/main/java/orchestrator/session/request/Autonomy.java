package orchestrator.session.request;

import java.util.Locale;
import orchestrator.json.WireName;

/** Decides how a session reacts to reviewers' findings. */
public enum Autonomy implements WireName {
    /** Agents fix them for some rounds; then the user is asked. */
    FIX_LOOP,
    /** The user is asked at once. */
    SUPERVISED;

    @Override
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
