package orchestrator.guard.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.guard.GuardVerdict;
import orchestrator.guard.policy.CommandPattern.Origin;
import orchestrator.home.AtomicFile;

/** Reads the policy for a target: built-in rules, the user's file, and the project's. */
public final class Policies {
    static final int BYTES_MAX = 256 * 1_024;
    private static final String BUILT_IN = "built in";

    private final Path data;
    private final Path home;

    /**
     * @param data our data directory, in which the user's file lies
     * @param home the user's
     */
    public Policies(Path data, Path home) {
        this.data = data;
        this.home = home;
    }

    /** Throws {@link WrongPolicy} rather than leaving a rule out. A file that is not there has no rules. */
    public PolicyInForce of(Path target) {
        return of(target, PolicyPaths.ofProject(target));
    }

    /**
     * Keeps the project's file for a launch, since an agent could change it while it runs. Throws {@link WrongPolicy} if
     * the policy cannot be used.
     */
    public void freeze(Path target, Path launchDirectory) {
        of(target);
        Path file = PolicyPaths.ofProject(target);
        String text = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? text(file) : "";
        AtomicFile.of(PolicyPaths.ofLaunch(launchDirectory)).ownerOnly().write(text);
    }

    /** The policy of a launch whose project's file was kept. */
    public PolicyInForce ofLaunch(Path target, Path launchDirectory) {
        return of(target, PolicyPaths.ofLaunch(launchDirectory));
    }

    private PolicyInForce of(Path target, Path projectsFile) {
        List<String> sources = new ArrayList<>(List.of(BUILT_IN));
        List<String> remarks = new ArrayList<>();
        Path usersFile = PolicyPaths.ofUser(data);
        PolicyText user = read(usersFile, target, Origin.USER, sources);
        boolean isTrusted = isTrusted(user, target);
        Origin origin = isTrusted ? Origin.USER : Origin.PROJECT;
        PolicyText project = read(projectsFile, target, origin, sources);
        PolicyText counted = isTrusted ? project : strictPart(project, projectsFile, remarks);
        return new PolicyInForce(combined(List.of(builtIn(), user, counted)), sources, remarks);
    }

    private static boolean isTrusted(PolicyText user, Path target) {
        Path real = real(target);
        return user.trusted().stream().anyMatch(one -> real.startsWith(real(one)));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static PolicyText strictPart(PolicyText project, Path file, List<String> remarks) {
        List<CommandPattern> stricter = project.patterns().stream()
                .filter(pattern -> pattern.verdict() != GuardVerdict.ALLOW)
                .toList();
        List<String> ignored = new ArrayList<>();
        if (stricter.size() < project.patterns().size()) ignored.add("`allow`");
        if (!project.writable().isEmpty()) ignored.add("`write`");
        if (!project.approved().isEmpty()) ignored.add("`approved`");
        if (!project.mcp().allow().isEmpty()) ignored.add("`mcp.allow`");
        if (!project.trusted().isEmpty()) ignored.add("`trustedProjects`");
        if (!ignored.isEmpty()) {
            remarks.add(
                    file + ": " + String.join(", ", ignored) + " there is ignored, because a project may only make the"
                            + " policy stricter. If you trust it, list its directory under `trustedProjects` in your own policy.");
        }
        return new PolicyText(
                stricter,
                List.of(),
                project.refused(),
                project.secret(),
                project.mcp().withoutAllowed(),
                List.of(),
                List.of());
    }

    private static Policy combined(List<PolicyText> texts) {
        List<CommandPattern> patterns = new ArrayList<>();
        List<Path> writable = new ArrayList<>();
        List<Path> refused = new ArrayList<>();
        List<Path> secret = new ArrayList<>();
        List<String> approved = new ArrayList<>();
        McpRules mcp = McpRules.NONE;
        for (PolicyText text : texts) {
            patterns.addAll(text.patterns());
            writable.addAll(text.writable());
            refused.addAll(text.refused());
            secret.addAll(text.secret());
            approved.addAll(text.approved());
            mcp = mcp.and(text.mcp());
        }
        return new Policy(patterns, writable, refused, secret, mcp, Set.copyOf(approved));
    }

    private PolicyText builtIn() {
        try (InputStream in = Policies.class.getResourceAsStream("builtin.yaml")) {
            if (in == null) throw new IllegalStateException("builtin.yaml is missing in the program");
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new PolicyReader("builtin.yaml", home, home, Origin.BUILT_IN).read(text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read builtin.yaml", e);
        }
    }

    private PolicyText read(Path file, Path target, Origin origin, List<String> sources) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return PolicyText.EMPTY;
        String text = text(file);
        sources.add(file.toString());
        return new PolicyReader(file.toString(), target, home, origin).read(text);
    }

    static String text(Path file) {
        try {
            if (!Files.isRegularFile(file))
                throw new WrongPolicy(file + " is not a regular file. Replace it by one, or remove it.");
            if (Files.size(file) > BYTES_MAX)
                throw new WrongPolicy(file + " is longer than " + BYTES_MAX / 1_024 + " KiB. Shorten it.");
            return Files.readString(file);
        } catch (IOException e) {
            throw new WrongPolicy("cannot read the policy " + file + ": " + e + ". It must be readable text in UTF-8.");
        }
    }
}
