package orchestrator.guard.command.files;

import java.util.HashMap;
import java.util.Map;
import orchestrator.guard.command.call.ProgramRule;

/** The rules of programs that work on files, by name. */
public final class FileCommands {
    private FileCommands() {}

    public static Map<String, ProgramRule> all() {
        Map<String, ProgramRule> all = new HashMap<>();
        all.put("rm", Deleting::rm);
        all.put("rmdir", Deleting::each);
        all.put("unlink", Deleting::each);
        all.put("shred", Deleting::shred);
        all.put("trash", Deleting::each);
        all.put("srm", Deleting::rm);
        all.put("wipe", Deleting::rm);
        all.put("truncate", Creating::truncate);
        all.put("fallocate", Creating::fallocate);
        all.put("touch", Creating::touch);
        all.put("mkdir", Creating::mkdir);
        all.put("mkfifo", Creating::mkdir);
        all.put("mknod", Creating::mknod);
        all.put("mktemp", Creating::mktemp);
        all.put("tee", Creating::tee);
        all.put("sponge", Creating::tee);
        all.put("dd", Creating::dd);
        all.put("mv", Copying::mv);
        all.put("cp", Copying::cp);
        all.put("install", Copying::install);
        all.put("ln", Linking::ln);
        all.put("link", Linking::ln);
        for (String name : new String[] {"chmod", "chown", "chgrp", "chattr", "setfacl", "setfattr"})
            all.put(name, Modes::change);
        addArchives(all);
        addText(all);
        return all;
    }

    private static void addArchives(Map<String, ProgramRule> all) {
        for (String name : new String[] {"tar", "gtar", "bsdtar"}) all.put(name, Tar::judge);
        all.put("unzip", Archives::unzip);
        all.put("zip", Archives::zip);
        for (String name : new String[] {"7z", "7za", "7zr", "7zz"}) all.put(name, Archives::sevenZip);
        all.put("cpio", Archives::cpio);
        all.put("ar", Archives::ar);
        for (String name : new String[] {
            "gzip", "gunzip", "bzip2", "bunzip2", "xz", "unxz", "lzma", "zstd", "unzstd", "lz4", "brotli"
        }) all.put(name, Archives::compress);
    }

    private static void addText(Map<String, ProgramRule> all) {
        all.put("split", TextTools::split);
        all.put("csplit", TextTools::csplit);
        all.put("sort", TextTools::sort);
        all.put("shuf", TextTools::output);
        all.put("uniq", TextTools::uniq);
        all.put("man", Reading::man);
        all.put("patch", TextTools::patch);
        for (String name : new String[] {"sed", "gsed"}) all.put(name, Sed::judge);
        for (String name : new String[] {"awk", "gawk", "mawk", "nawk"}) all.put(name, Awk::judge);
        for (String name : new String[] {"grep", "egrep", "fgrep", "zgrep"}) all.put(name, Reading::grep);
        for (String name : new String[] {"rg", "ag", "ack"}) all.put(name, Reading::ripgrep);
        for (String name : new String[] {
            "cat", "less", "more", "head", "tail", "tac", "nl", "od", "hexdump", "strings", "base64", "base32",
            "zcat", "bat", "batcat", "wc", "cut", "paste", "diff", "cmp", "comm", "md5sum", "sha256sum", "sha1sum"
        }) all.put(name, Reading::files);
        all.put("view", Editors::view);
        all.put("xxd", TextTools::xxd);
        for (String name : new String[] {"gvim", "rvim", "vimdiff", "vim", "vi", "nvim", "ex", "emacs", "nano", "ed"})
            all.put(name, Editors::judge);
    }
}
