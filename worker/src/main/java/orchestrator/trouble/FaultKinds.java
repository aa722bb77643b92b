package orchestrator.trouble;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.temporal.common.converter.DataConverterException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.eventlog.EventLogException;
import orchestrator.fault.FaultText;

/** Classifies failures: those that pass, those that the user can fix, and those that can never work. */
final class FaultKinds {
    private static final int CAUSES_MAX = 20;

    private FaultKinds() {}

    static ActivityFault of(Throwable failure) {
        return causes(failure)
                .map(FaultKinds::known)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> ActivityFault.passes(FaultText.of(failure), ""));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(CAUSES_MAX);
    }

    private static Optional<ActivityFault> known(Throwable failure) {
        if (failure instanceof NeedsUser needs)
            return Optional.of(ActivityFault.needsYou(true, needs.reason(), needs.remedy()));
        if (failure instanceof EventLogException)
            return Optional.of(ActivityFault.passes(
                    FaultText.of(failure), "Check if its disk is full and if its directory is writable."));
        if (failure instanceof FileSystemException file) return ofFile(file);
        if (failure instanceof ReadOnlyFileSystemException)
            return Optional.of(ActivityFault.needsYou(true, "The file system is read-only", "Mount it writable."));
        if (failure instanceof OutOfMemoryError)
            return Optional.of(
                    ActivityFault.passes("The worker has no memory left", "Close what else uses the memory."));
        return isForEver(failure) ? Optional.of(ActivityFault.never(FaultText.of(failure))) : Optional.empty();
    }

    private static Optional<ActivityFault> ofFile(FileSystemException failure) {
        String words = FaultText.of(failure);
        if (failure instanceof NoSuchFileException || failure instanceof NotDirectoryException)
            return Optional.of(ActivityFault.needsYou(false, words, "Restore it."));
        if (failure instanceof AccessDeniedException)
            return Optional.of(ActivityFault.needsYou(false, words, "Let the worker's user read and write there."));
        String reason = String.valueOf(failure.getReason()).toLowerCase(Locale.ROOT);
        if (reason.contains("no space left") || reason.contains("quota"))
            return Optional.of(ActivityFault.needsYou(false, words, "Make room on that disk."));
        if (reason.contains("not permitted") || reason.contains("permission denied"))
            return Optional.of(ActivityFault.needsYou(false, words, "Let the worker's user read and write there."));
        if (reason.contains("read-only"))
            return Optional.of(ActivityFault.needsYou(false, words, "Mount it writable."));
        if (reason.contains("stale file handle") || reason.contains("input/output error"))
            return Optional.of(ActivityFault.needsYou(false, words, "Look after that disk or mount."));
        return Optional.empty();
    }

    /** Retrying with the same input would fail the same way. */
    private static boolean isForEver(Throwable failure) {
        return failure instanceof NullPointerException
                || failure instanceof IllegalArgumentException
                || failure instanceof ClassCastException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof UnsupportedOperationException
                || failure instanceof ArithmeticException
                || failure instanceof NoSuchElementException
                || failure instanceof AssertionError
                || failure instanceof StackOverflowError
                || failure instanceof DataConverterException
                || failure instanceof JsonProcessingException;
    }
}
