package orchestrator.api.problem;

import io.javalin.http.HttpStatus;

/** Titles and details of errors that the server itself finds. */
final class Statuses {
    private Statuses() {}

    static String title(int status) {
        String message = HttpStatus.forStatus(status).getMessage();
        return message.isBlank() ? "Error " + status : message;
    }

    static Problem notFound(String method, String path) {
        return Problem.notFound("There is nothing at " + method + " " + path
                + "; sessions are at /api/v1/sessions, one session at /api/v1/{session}/state, /events, /logs/{agent},"
                + " /report, /summary and POST /api/v1/{session}/stop.");
    }

    /** For errors before a route is found, such as a path that cannot be decoded. */
    static Problem early(int status, String reason) {
        String detail = switch (status) {
            case 400 ->
                "The request cannot be understood (" + reason
                        + "); a session whose id has unusual characters is reached by its `key`,"
                        + " which /api/v1/sessions shows.";
            case 408 -> "The request took longer than ten seconds to arrive; send it again, and at once.";
            case 503 -> "Too much is arriving at once; try again in a few seconds.";
            case 413 -> "The request is too large; a request may have 2 MB.";
            case 414, 431 -> "The request line or its headers are too long (" + reason + ").";
            default -> reason;
        };
        return new Problem(status, title(status), detail);
    }
}
