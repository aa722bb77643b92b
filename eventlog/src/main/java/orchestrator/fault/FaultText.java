package orchestrator.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.Pattern;

/** Describes an exception for people: it names the file or host and what happened to it, but no classes. */
public final class FaultText {
    /** Matches a class name such as {@code java.nio.file.NoSuchFileException: }, which some messages begin with. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("(?:[a-z][a-z0-9_]*\\.)+[A-Z][A-Za-z0-9_$]*(?:Exception|Error|Failure)(?::\\s*)?");

    private static final String UNEXPECTED = "something happened that this program does not expect";

    private FaultText() {}

    public static String of(Throwable failure) {
        String own = ofOne(failure);
        Throwable cause = failure.getCause();
        if (cause == null || cause == failure) return own.isEmpty() ? UNEXPECTED : own;
        String deeper = of(cause);
        if (own.isEmpty() || repeatsItsCause(failure, cause)) return deeper;
        return deeper.equals(UNEXPECTED) || own.contains(deeper) ? own : own + ": " + deeper;
    }

    /** True if the exception has no message of its own but only repeats its cause. */
    private static boolean repeatsItsCause(Throwable failure, Throwable cause) {
        return cause.toString().equals(failure.getMessage());
    }

    private static String ofOne(Throwable failure) {
        if (failure instanceof FileSystemException file) return ofFile(file);
        if (failure instanceof InvalidPathException path)
            return "`" + path.getInput() + "` cannot be the name of a file: " + path.getReason();
        if (failure instanceof UnknownHostException) return "the host " + failure.getMessage() + " is not known here";
        if (failure instanceof CharacterCodingException) return "it holds bytes that are not UTF-8";
        if (failure instanceof SocketTimeoutException) return "there was no answer in time";
        if (failure instanceof EOFException) return "it ends too early";
        if (failure instanceof JsonProcessingException json) return withoutClassNames(json.getOriginalMessage());
        String said = failure.getMessage() == null ? "" : withoutClassNames(failure.getMessage());
        if (failure instanceof ConnectException && said.isEmpty()) return "the connection was refused";
        return isProgrammersError(failure) ? UNEXPECTED : said;
    }

    private static String ofFile(FileSystemException failure) {
        String file = String.valueOf(failure.getFile());
        if (failure instanceof NoSuchFileException) return file + " does not exist";
        if (failure instanceof AccessDeniedException) return "there is no permission for " + file;
        if (failure instanceof NotDirectoryException) return file + " is not a directory";
        if (failure instanceof FileAlreadyExistsException) return file + " exists already";
        if (failure instanceof DirectoryNotEmptyException) return file + " is not empty";
        return file + ": " + (failure.getReason() == null ? "it cannot be used" : failure.getReason());
    }

    /** These come from this program's internals, and their messages mean nothing to users. */
    private static boolean isProgrammersError(Throwable failure) {
        return failure instanceof NullPointerException
                || failure instanceof ClassCastException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof LinkageError;
    }

    public static String withoutClassNames(String message) {
        return CLASS_NAME.matcher(message).replaceAll("").strip();
    }
}
