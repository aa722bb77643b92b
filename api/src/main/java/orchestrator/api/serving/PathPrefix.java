package orchestrator.api.serving;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes the path of the public URL off a request, for a reverse proxy that leaves it there. */
public final class PathPrefix extends Handler.Wrapper {
    private final String prefix;

    /** @param prefix empty, or such as {@code /orchestrator} */
    public PathPrefix(String prefix, Handler next) {
        super(next);
        this.prefix = prefix;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI uri = request.getHttpURI();
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (prefix.isEmpty() || !(path + "/").startsWith(prefix + "/"))
            return super.handle(request, response, callback);
        if (path.length() == prefix.length()) {
            // The page's own links are relative, so its address must end with a slash.
            Response.sendRedirect(request, response, callback, 308, prefix + "/", true);
            return true;
        }
        HttpURI below = HttpURI.build(uri, path.substring(prefix.length()), uri.getParam(), uri.getQuery());
        return super.handle(Request.serveAs(request, below), response, callback);
    }
}
