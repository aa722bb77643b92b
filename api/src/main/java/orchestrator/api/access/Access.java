package orchestrator.api.access;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Clock;
import java.util.Optional;
import orchestrator.api.problem.Problem;
import orchestrator.home.Home;
import orchestrator.home.PublicUrl;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Checks every request before its route: host, origin, token or cookie, and content type. */
public final class Access {
    public static final long BODY_BYTES_MAX = 2L * 1024 * 1024;
    static final String LOGIN = "/login";
    private static final long LOGIN_BYTES_MAX = 4_096;

    private final OwnAddresses addresses;
    private final Token token;
    private final Logins logins;
    private final LoginCodes codes;
    private final String cookieName;
    private final @Nullable String corsOrigin;

    public Access(
            String bind, int port, Home home, Clock clock, @Nullable String corsOrigin, @Nullable PublicUrl publicUrl) {
        this.addresses = new OwnAddresses(bind, publicUrl);
        this.token = Token.of(home);
        this.logins = new Logins(home, clock);
        this.codes = new LoginCodes(clock);
        // Cookies are not kept apart by port: two servers on one machine must not overwrite each other's.
        this.cookieName = "orchestrator_" + port;
        this.corsOrigin = corsOrigin;
    }

    public void check(Context ctx) {
        Headers.secure(ctx);
        checkHost(ctx);
        if (answeredPreflight(ctx)) return;
        checkOrigin(ctx);
        boolean open = PublicRoutes.is(ctx);
        if (!open) checkSecret(ctx);
        if (ctx.method() != HandlerType.POST) return;
        checkBody(ctx);
        if (!open) caller(ctx, login(ctx)).remember(ctx);
    }

    private void checkHost(Context ctx) {
        String host = ctx.header("Host");
        if (host != null && addresses.allows(host)) return;
        throw new Problem(
                421,
                "Misdirected request",
                "This server does not answer for the host `" + host + "`; " + addresses.remedy(String.valueOf(host)));
    }

    private boolean answeredPreflight(Context ctx) {
        String origin = ctx.header("Origin");
        if (origin == null || !origin.equals(corsOrigin)) return false;
        Headers.allowOrigin(ctx, origin);
        if (ctx.method() != HandlerType.OPTIONS) return false;
        ctx.status(204).skipRemainingHandlers();
        return true;
    }

    private void checkOrigin(Context ctx) {
        String origin = ctx.header("Origin");
        if (origin == null || origin.equals(corsOrigin) || isOwn(ctx, origin)) return;
        throw new Problem(
                403,
                "Foreign origin",
                "Pages from " + origin
                        + " may not use this server. If it is this server's own page behind a reverse proxy,"
                        + " start it with --public-url " + origin + "; if it is another page of yours, with"
                        + " ORCHESTRATOR_CORS_ORIGIN=" + origin + ".");
    }

    private boolean isOwn(Context ctx, String origin) {
        return addresses.isOwnOrigin(String.valueOf(ctx.header("Host")), origin);
    }

    /** True if the request has the token, or the cookie of a login. */
    public boolean hasSecret(Context ctx) {
        String header = ctx.header("Authorization");
        if (header == null) return loggedIn(ctx) && !isForgeable(ctx);
        return header.startsWith("Bearer ") && token.matches(header.substring(7).strip());
    }

    private void checkSecret(Context ctx) {
        if (hasSecret(ctx)) return;
        throw new Problem(
                        401,
                        "Not logged in",
                        "The token is missing or wrong; send `Authorization: Bearer` with the content of the file"
                                + " `token` in the data directory, or open the link that `orchestrate up` prints.")
                .header("WWW-Authenticate", "Bearer");
    }

    /** Only callers that know a secret may send a body, except for the login form, which is small. */
    public boolean isBodyWaitedFor(Request request) {
        if (Request.getPathInContext(request).equals(LOGIN)) return isLoginForm(request.getLength());
        String header = request.getHeaders().get("Authorization");
        if (header != null)
            return header.startsWith("Bearer ")
                    && token.matches(header.substring(7).strip());
        return Request.getCookies(request).stream()
                .anyMatch(cookie -> cookie.getName().equals(cookieName)
                        && logins.find(cookie.getValue()).isPresent());
    }

    private static boolean isLoginForm(long length) {
        return length >= 0 && length <= LOGIN_BYTES_MAX;
    }

    public boolean loggedIn(Context ctx) {
        return login(ctx).isPresent();
    }

    private Optional<Logins.Login> login(Context ctx) {
        return Optional.ofNullable(ctx.cookie(cookieName)).flatMap(logins::find);
    }

    /** A browser adds the cookie to any page's request: one that changes something must also have our own origin. */
    private static boolean isForgeable(Context ctx) {
        return ctx.method() != HandlerType.GET && ctx.method() != HandlerType.HEAD && ctx.header("Origin") == null;
    }

    /** Issues a code that logs one browser in. */
    public String loginCode(Context ctx) {
        return codes.issue(Caller.of(ctx).by());
    }

    /** Exchanges the token for the cookie; false if it is wrong. */
    public boolean logIn(Context ctx, String candidate) {
        if (!token.matches(candidate.strip())) return false;
        setCookie(ctx, caller(ctx, Optional.empty()).by());
        return true;
    }

    /** Exchanges a one-time code for the cookie; false if it is unknown or used. */
    public boolean logInByCode(Context ctx, String code) {
        // First, because this refuses agents: a code that an agent has seen must stay valid for its owner.
        String user = caller(ctx, Optional.empty()).by();
        Optional<String> name = codes.use(code);
        name.ifPresent(asked -> setCookie(ctx, user.isEmpty() ? asked : user));
        return name.isPresent();
    }

    private Caller caller(Context ctx, Optional<Logins.Login> login) {
        return Caller.find(ctx, login, addresses.isForwarded(ctx));
    }

    /** Routes name paths of ours; behind a reverse proxy their place may be another, such as {@code /orchestrator/}. */
    public void completeLocation(Context ctx) {
        String path = ctx.res().getHeader("Location");
        if (path != null && path.startsWith("/")) ctx.header("Location", addresses.prefix(ctx) + path);
    }

    private void setCookie(Context ctx, String name) {
        cookie(ctx, logins.add(name), Logins.LASTS.toSeconds());
    }

    public void logOut(Context ctx) {
        String cookie = ctx.cookie(cookieName);
        if (cookie != null) logins.forget(cookie);
        cookie(ctx, "", 0);
    }

    private void cookie(Context ctx, String value, long maxAgeSeconds) {
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        cookieName + "=" + value + addresses.cookieScope(ctx) + "; Max-Age=" + maxAgeSeconds
                                + "; HttpOnly; SameSite=Strict");
    }

    private static void checkBody(Context ctx) {
        String wanted = ctx.path().equals(LOGIN) ? "application/x-www-form-urlencoded" : "application/json";
        String type = ctx.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(wanted)) {
            throw new Problem(
                    415,
                    wanted.endsWith("json") ? "Not JSON" : "Not a form",
                    "This POST needs the header `Content-Type: " + wanted + "`, not `" + type + "`.");
        }
        long length = ctx.req().getContentLengthLong();
        if (length > BODY_BYTES_MAX || ctx.path().equals(LOGIN) && !isLoginForm(length)) throw Body.tooLarge();
    }
}
