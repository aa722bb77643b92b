package orchestrator.guard.tool;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.guard.GuardDecision;

/** Addresses that an agent may not fetch. Names are not looked up: one that leads to such an address is not found out. */
final class FetchRules {
    private static final Pattern URL =
            Pattern.compile("\\b([a-z][a-z0-9+.-]*):/{1,3}([^\\s\"'<>`]*)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> METADATA =
            Set.of("metadata", "metadata.google.internal", "instance-data", "instance-data.ec2.internal");

    private static final Pattern METADATA_IN_COMMAND = Pattern.compile(
            "(?<![\\w.])169\\.254\\.(169\\.254|170\\.2)(?![\\w.]*\\d)|\\bmetadata\\.google\\.internal\\b|\\[fd00:ec2::254\\]",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> WEB = Set.of("http", "https", "ws", "wss");

    private FetchRules() {}

    /** Of a command only the addresses that give away credentials, also without a scheme. */
    static GuardDecision inCommand(String command) {
        return METADATA_IN_COMMAND.matcher(command).find()
                ? GuardDecision.deny("metadata", "This address gives away the credentials of this machine.")
                : GuardDecision.ALLOWED;
    }

    static GuardDecision judge(String text) {
        List<GuardDecision> all = new ArrayList<>();
        Matcher url = URL.matcher(text);
        while (url.find()) all.add(url(url.group(1).toLowerCase(Locale.ROOT), url.group(2)));
        return GuardDecision.strictest(all);
    }

    private static GuardDecision url(String scheme, String rest) {
        if (scheme.equals("file"))
            return GuardDecision.deny("fetch", "files are read with the tool for files, not fetched.");
        if (!WEB.contains(scheme)) return GuardDecision.ALLOWED;
        return host(hostOnly(rest.split("[/?#\\\\]", 2)[0]).toLowerCase(Locale.ROOT));
    }

    private static String hostOnly(String authority) {
        String text = authority.substring(authority.lastIndexOf('@') + 1);
        if (text.startsWith("[")) return text.substring(1, text.indexOf(']') < 0 ? text.length() : text.indexOf(']'));
        int port = text.indexOf(':');
        return port < 0 ? text : text.substring(0, port);
    }

    private static GuardDecision host(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        Optional<InetAddress> address = address(name);
        boolean isMetadata = METADATA.contains(name)
                || address.filter(FetchRules::isMetadata).isPresent();
        if (isMetadata) {
            return GuardDecision.deny("metadata", host + " gives away the credentials of this machine.");
        }
        boolean isLoopback = name.equals("localhost") || name.endsWith(".localhost");
        if (isLoopback
                || address.filter(one -> one.isLoopbackAddress() || one.isAnyLocalAddress())
                        .isPresent()) return GuardDecision.watch("loopback", host + " is this machine.");
        return GuardDecision.ALLOWED;
    }

    private static boolean isMetadata(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean isFirstVersion6 =
                bytes.length == 16 && (bytes[0] & 0xff) == 0xfd && bytes[1] == 0 && (bytes[2] & 0xff) == 0x0e;
        return address.isLinkLocalAddress() || isFirstVersion6;
    }

    /** Numbers in any form that a URL may have, such as {@code 0xa9fea9fe} or {@code 169.16689662}. */
    private static Optional<InetAddress> address(String host) {
        try {
            if (host.contains(":")) return Optional.of(InetAddress.getByName("[" + host + "]"));
            String[] parts = host.split("\\.", -1);
            if (parts.length > 4) return Optional.empty();
            long[] numbers = new long[parts.length];
            for (int i = 0; i < parts.length; i++) numbers[i] = Long.decode(parts[i]);
            return of(numbers);
        } catch (NumberFormatException | UnknownHostException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> of(long[] numbers) throws UnknownHostException {
        byte[] bytes = new byte[4];
        int last = numbers.length - 1;
        for (int i = 0; i < last; i++) bytes[i] = (byte) numbers[i];
        for (int i = 3; i >= last; i--) {
            bytes[i] = (byte) numbers[last];
            numbers[last] >>= 8;
        }
        return Optional.of(InetAddress.getByAddress(bytes));
    }
}
