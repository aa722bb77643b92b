package orchestrator.rollover;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The next execution does not need this field of its predecessor: it makes its value anew, as with a timer, or the value
 * is always the same when an execution ends, as with a call under way, of which there is none then.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Rebuilt {}
