package orchestrator.rollover;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The state of such a class passes to the next execution: all its fields except those that are {@link Rebuilt}, and final
 * ones that hold another part of the workflow.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Saved {}
