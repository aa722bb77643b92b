package orchestrator.guard.place;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.FileRules;
import orchestrator.guard.FileView;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.Territory;
import orchestrator.guard.policy.Policy;

/** Decides about paths by a territory, a policy, and what files mean to git and to the agents' programs. */
public final class PlaceRules implements FileRules {
    private static final Path TMP = Path.of("/tmp");

    private final Territory territory;
    private final FileView files;
    private final List<Path> writable;
    private final List<Path> refused;
    private final List<Path> secret;
    private final List<Path> readable;

    public PlaceRules(Territory territory, Policy policy, FileView files) {
        this.territory = territory;
        this.files = files;
        this.secret = real(territory.secret(), policy.secret());
        this.refused = real(territory.refused(), policy.refused());
        this.writable = new ArrayList<>(territory.writable());
        // Whatever the policy says, what belongs to us or starts programs is never written.
        real(policy.writable(), List.of()).stream()
                .filter(path -> longest(territory.refused(), path).isEmpty())
                .forEach(writable::add);
        this.readable = new ArrayList<>(territory.readable());
        this.readable.add(territory.workspace());
        this.readable.addAll(writable);
    }

    private List<Path> real(Collection<Path> first, Collection<Path> second) {
        List<Path> all = new ArrayList<>();
        first.forEach(path -> all.add(files.real(path)));
        second.forEach(path -> all.add(files.real(path)));
        return all;
    }

    @Override
    public GuardDecision write(Path path) {
        Path plain = path.normalize();
        if (ProcessFiles.isStream(plain)) return GuardDecision.ALLOWED;
        return change(plain, files.real(path), false);
    }

    @Override
    public GuardDecision delete(Path path, boolean isRecursive) {
        Path plain = path.normalize();
        Path entry = entry(path);
        Optional<GuardDecision> root = root(entry);
        if (root.isPresent()) return root.get();
        // In a private /tmp, a directory around the workspace is another one, but the workspace in it is not.
        Path asWritten = plain.toAbsolutePath();
        Optional<Path> held =
                writable.stream().filter(one -> one.startsWith(asWritten)).findFirst();
        if (held.isPresent()) {
            return GuardDecision.deny(
                    "delete-root", asWritten + " is or holds " + held.get() + ", in which the run works.");
        }
        Optional<Path> inside = refused.stream()
                .filter(one -> isRecursive && one.startsWith(entry) && !one.equals(entry))
                .findFirst();
        if (inside.isPresent() && isWritable(entry)) {
            return GuardDecision.deny(
                    "refused-path", entry + " contains " + inside.get() + ", which agents may not change.");
        }
        return change(plain, entry, true);
    }

    /** A link is deleted itself. */
    private Path entry(Path path) {
        Path name = path.getFileName();
        Path parent = path.toAbsolutePath().getParent();
        if (name == null || parent == null || name.toString().equals("..")) return files.real(path);
        return files.real(parent).resolve(name).normalize();
    }

    private Optional<GuardDecision> root(Path entry) {
        for (Path root : writable) {
            if (entry.equals(root)) {
                return Optional.of(GuardDecision.deny(
                        "delete-root", entry + " itself belongs to the run. Name what is to go in it."));
            }
            if (root.startsWith(entry) && isWritable(entry)) {
                return Optional.of(
                        GuardDecision.deny("delete-root", entry + " holds " + root + ", in which the run works."));
            }
            if (entry.getParent() != null && entry.getParent().equals(root) && GitFiles.isGit(entry.getFileName())) {
                return Optional.of(
                        GuardDecision.deny("delete-git", "deleting " + entry + " would lose the repository."));
            }
        }
        return Optional.empty();
    }

    private GuardDecision change(Path plain, Path real, boolean isDeletion) {
        Optional<Path> refusal = longest(refused, real);
        Optional<Path> permit = longest(writable, real);
        if (refusal.isPresent() && depth(refusal) >= depth(permit))
            return real.startsWith(territory.workspace()) && isReadOnly()
                    ? outside(real)
                    : refused(real, refusal.get());
        if (permit.isEmpty()) return outside(real);
        GuardDecision inside = isDeletion ? GitFiles.delete(real) : GitFiles.write(real);
        GuardDecision named = isDeletion ? GuardDecision.ALLOWED : GitFiles.write(plain);
        return inside.or(named).or(SettingsFiles.change(real, isDeletion)).or(SettingsFiles.change(plain, isDeletion));
    }

    /** As the agent sees it. */
    private Path temporary() {
        return files.real(TMP).equals(territory.scratch()) ? TMP : territory.scratch();
    }

    private boolean isReadOnly() {
        return writable.stream().noneMatch(territory.workspace()::startsWith);
    }

    private GuardDecision refused(Path real, Path refusal) {
        String which = real.equals(refusal) ? "" : ", which lies in " + refusal;
        return GuardDecision.deny(
                "refused-path",
                "agents may not change " + real + which
                        + ". Go on without it, or report a blocker; temporary files belong" + " in $TMPDIR ("
                        + territory.scratch() + ").");
    }

    private GuardDecision outside(Path real) {
        boolean isReadOnly = isReadOnly();
        String where = isReadOnly ? "this run may only read" : "it lies outside of " + territory.workspace();
        String instead = isReadOnly
                ? "Temporary files belong in $TMPDIR (" + temporary() + ")."
                : "Write below the workspace; temporary files belong in $TMPDIR (" + temporary() + ").";
        return GuardDecision.deny("write-outside", "may not write " + real + ": " + where + ". " + instead);
    }

    @Override
    public GuardDecision read(Path path) {
        Path plain = path.normalize();
        if (ProcessFiles.isStream(plain) || ProcessFiles.isOwn(plain)) return GuardDecision.ALLOWED;
        Path real = files.real(path);
        if (ProcessFiles.leadsAway(plain) || ProcessFiles.leadsAway(real)) {
            return GuardDecision.deny("proc", "agents may not read " + path + ": it leads into the data of a process.");
        }
        Optional<Path> secrecy = longest(secret, real);
        if (secrecy.isEmpty() || depth(longest(readable, real)) > depth(secrecy)) return GuardDecision.ALLOWED;
        return GuardDecision.deny(
                "read-secret", "agents may not read " + real + ": it may hold keys, or belongs to other runs.");
    }

    private boolean isWritable(Path real) {
        return longest(writable, real).isPresent();
    }

    private static Optional<Path> longest(Collection<Path> all, Path real) {
        return all.stream().filter(real::startsWith).max((a, b) -> Integer.compare(a.getNameCount(), b.getNameCount()));
    }

    private static int depth(Optional<Path> path) {
        return path.map(Path::getNameCount).orElse(-1);
    }
}
