package orchestrator.signing;

import io.temporal.common.converter.DataConverterException;

/** Thrown if a value that only our own processes may send came from elsewhere. */
public final class NotSigned extends DataConverterException {
    private static final long serialVersionUID = 1;

    /** The type of a failure with this cause that has crossed Temporal. */
    public static final String TYPE = NotSigned.class.getName();

    NotSigned(String scope) {
        super("this value for " + scope + " is not signed with the key of this data directory: somebody who reaches"
                + " Temporal has sent it, or the key has changed. Nothing was done with it.");
    }
}
