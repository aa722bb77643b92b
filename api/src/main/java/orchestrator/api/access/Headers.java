package orchestrator.api.access;

import io.javalin.http.Context;

/** Headers of every response. */
final class Headers {
    private static final String CSP = "default-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types orchestrator";

    private Headers() {}

    static void secure(Context ctx) {
        ctx.header("Content-Security-Policy", CSP);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        // With `no-referrer` a browser would send the login form as coming from nowhere.
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cache-Control", "no-store");
    }

    static void allowOrigin(Context ctx, String origin) {
        ctx.header("Access-Control-Allow-Origin", origin);
        ctx.header("Access-Control-Allow-Methods", "GET, POST");
        ctx.header("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
        ctx.header("Access-Control-Max-Age", "600");
        ctx.header("Cross-Origin-Resource-Policy", "cross-origin");
        ctx.header("Vary", "Origin");
    }
}
