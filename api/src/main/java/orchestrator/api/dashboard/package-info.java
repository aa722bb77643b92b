/**
 * Serves the files of the dashboard ({@code src/main/resources/dashboard}, plain JavaScript modules without a build
 * step), logs browsers in and out, and serves the description of the HTTP interface.
 */
@NullMarked
package orchestrator.api.dashboard;

import org.jspecify.annotations.NullMarked;
