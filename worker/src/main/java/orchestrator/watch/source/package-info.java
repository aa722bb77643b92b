/** Tells where files may have changed: by inotify, or by looking at intervals. */
@NullMarked
package orchestrator.watch.source;

import org.jspecify.annotations.NullMarked;
