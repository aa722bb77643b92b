package orchestrator.cli.call;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.jspecify.annotations.Nullable;

/**
 * One request to an API of this machine, on a connection of its own. Java's clients would first search all jars of the
 * program for other protocols and loggers, which takes a short command longer than anything else.
 */
final class HttpCall {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final HttpProcessor HEADERS =
            new DefaultHttpProcessor(new RequestContent(), new RequestConnControl());

    private final int port;
    private final int connectMillis;
    private final int readMillis;

    HttpCall(int port, int connectMillis, int readMillis) {
        this.port = port;
        this.connectMillis = connectMillis;
        this.readMillis = readMillis;
    }

    record Answer(int status, byte[] body) {}

    /** @param json the body; null for none */
    Answer send(String method, String path, String token, byte @Nullable [] json) throws IOException {
        ClassicHttpRequest request = request(method, path, token, json);
        try (Socket socket = new Socket();
                DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT)) {
            InetAddress here = InetAddress.getByAddress("127.0.0.1", LOOPBACK);
            socket.connect(new InetSocketAddress(here, port), connectMillis);
            socket.setSoTimeout(readMillis);
            socket.setTcpNoDelay(true);
            connection.bind(socket);
            return answer(request, connection);
        } catch (HttpException e) {
            throw new IOException("what answers does not speak HTTP", e);
        }
    }

    private ClassicHttpRequest request(String method, String path, String token, byte @Nullable [] json)
            throws IOException {
        if (token.indexOf('\r') >= 0 || token.indexOf('\n') >= 0)
            throw new IOException("the token of this data directory has more than one line");
        ClassicRequestBuilder request = ClassicRequestBuilder.create(method)
                .setPath(URI.create(path).toASCIIString())
                .addHeader(HttpHeaders.HOST, "127.0.0.1:" + port)
                .addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .addHeader(HttpHeaders.CONNECTION, "close");
        if (json != null) request.setEntity(json, ContentType.APPLICATION_JSON);
        return request.build();
    }

    private static Answer answer(ClassicHttpRequest request, DefaultBHttpClientConnection connection)
            throws IOException, HttpException {
        HttpRequestExecutor executor = new HttpRequestExecutor();
        HttpCoreContext context = HttpCoreContext.create();
        executor.preProcess(request, HEADERS, context);
        try (ClassicHttpResponse response = executor.execute(request, connection, context)) {
            HttpEntity body = response.getEntity();
            return new Answer(response.getCode(), body == null ? new byte[0] : EntityUtils.toByteArray(body));
        }
    }
}
