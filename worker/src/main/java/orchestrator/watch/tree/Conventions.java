package orchestrator.watch.tree;

import java.util.Set;
import java.util.regex.Pattern;

/** Names that by convention are generated or temporary. They are not watched unless git tracks them. */
final class Conventions {
    private static final Set<String> NEVER = Set.of(".git", ".hg", ".svn", ".jj");
    private static final Set<String> DIRECTORIES = Set.of(
            "node_modules",
            "bower_components",
            "target",
            "build",
            "dist",
            "coverage",
            "htmlcov",
            "__pycache__",
            "venv",
            ".venv",
            ".tox",
            ".nox",
            ".eggs",
            ".mypy_cache",
            ".pytest_cache",
            ".ruff_cache",
            ".hypothesis",
            ".ipynb_checkpoints",
            ".gradle",
            ".kotlin",
            ".idea",
            ".vs",
            ".settings",
            ".cache",
            ".next",
            ".nuxt",
            ".svelte-kit",
            ".parcel-cache",
            ".turbo",
            ".nyc_output",
            ".terraform",
            ".dart_tool",
            ".stack-work",
            "DerivedData",
            ".orchestrator");
    private static final Pattern DIRECTORY = Pattern.compile(".*\\.egg-info");
    private static final Set<String> FILES = Set.of(".DS_Store", "Thumbs.db", ".coverage", ".eslintcache");
    private static final Pattern FILE = Pattern.compile(
            // Of editors: vim, emacs and kate, JetBrains, gedit.
            "\\..*\\.sw[a-z]|.*\\.sw[op]|.*~|\\.#.*|#.*#|.*\\.kate-swp|.*___jb_(tmp|old|bak)___|\\.goutputstream-.*"
                    // Of compilers and tools.
                    + "|.*\\.(pyc|pyo|class|o|obj|tsbuildinfo|log|pid|tmp|temp|bak|orig|rej|part|crdownload)"
                    // Of network file systems, for files that were deleted while they were open.
                    + "|\\.nfs[0-9a-f]+|\\.fuse_hidden.*|\\.coverage\\..*",
            Pattern.DOTALL);
    private static final int VIM_FIRST = 4913;
    private static final int VIM_STEP = 123;
    private static final int VIM_DIGITS_MAX = 5;

    private Conventions() {}

    /** Directories of version control are not watched, even if git should track one. */
    static boolean isNever(String name) {
        return NEVER.contains(name);
    }

    static boolean skipsDirectory(String name) {
        return DIRECTORIES.contains(name) || DIRECTORY.matcher(name).matches();
    }

    static boolean skipsFile(String name) {
        return FILES.contains(name) || FILE.matcher(name).matches() || isVimsTrial(name);
    }

    /** Vim makes a file of this name to see if it may write, and adds 123 as long as there is one already. */
    private static boolean isVimsTrial(String name) {
        boolean isNumber = name.length() <= VIM_DIGITS_MAX
                && !name.isEmpty()
                && name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) return false;
        int number = Integer.parseInt(name);
        return number >= VIM_FIRST && (number - VIM_FIRST) % VIM_STEP == 0;
    }
}
