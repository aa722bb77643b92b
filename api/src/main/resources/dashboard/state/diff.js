// Reads a diff as git writes it: files, their hunks, and lines with their numbers.

const BINARY = /^(Binary files .* differ|GIT binary patch)$/;

/**
 * @return [{path, from, kind, added, removed, hunks: [{at, lines: [{kind, old, new, text}]}]}]; `from` is the earlier path of
 *   a renamed file; the kind of a line is add, remove, same or note, and a line has no number where it is not
 */
export function parseDiff(text) {
  const files = [];
  let file = null;
  let hunk = null;
  let left = {old: 0, new: 0};
  const at = {old: 0, new: 0};

  const count = (line, kind, inOld, inNew) => {
    hunk.lines.push({kind, old: inOld ? at.old++ : null, new: inNew ? at.new++ : null, text: line.slice(1)});
    if (inOld) left.old -= 1;
    if (inNew) left.new -= 1;
    if (kind === 'add') file.added += 1;
    if (kind === 'remove') file.removed += 1;
  };

  for (const line of text.replace(/\n$/, '').split('\n')) {
    if (hunk && (left.old > 0 || left.new > 0)) {
      if (line.startsWith('+')) count(line, 'add', false, true);
      else if (line.startsWith('-')) count(line, 'remove', true, false);
      else if (line.startsWith('\\')) hunk.lines.push(note(line.slice(2)));
      else count(line || ' ', 'same', true, true);
      continue;
    }
    if (line.startsWith('diff --git ')) {
      file = {path: pathOfHeader(line), from: '', kind: 'changed', added: 0, removed: 0, hunks: []};
      files.push(file);
      hunk = null;
    } else if (file && line.startsWith('@@ ')) {
      const [, old, oldLines, now, newLines, rest] = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/.exec(line) ?? [];
      if (old === undefined) continue;
      at.old = Number(old);
      at.new = Number(now);
      left = {old: Number(oldLines ?? 1), new: Number(newLines ?? 1)};
      hunk = {at: rest, lines: []};
      file.hunks.push(hunk);
    } else if (file && line.startsWith('\\') && hunk) {
      hunk.lines.push(note(line.slice(2)));
    } else if (file) {
      readHeader(file, line);
    }
  }
  return files;
}

const note = (text) => ({kind: 'note', old: null, new: null, text});

function readHeader(file, line) {
  const [, way, path] = /^rename (from|to) (.*)$/.exec(line) ?? [];
  if (way) {
    file.kind = 'renamed';
    file[way === 'to' ? 'path' : 'from'] = unquoted(path);
  } else if (line.startsWith('new file')) file.kind = 'added';
  else if (line.startsWith('deleted file')) file.kind = 'removed';
  else if (line.startsWith('+++ ') && !line.startsWith('+++ /dev/null')) file.path = named(line.slice(4), 'b/');
  else if (line.startsWith('--- ') && !line.startsWith('--- /dev/null') && file.kind === 'removed') file.path = named(line.slice(4), 'a/');
  else if (BINARY.test(line)) file.hunks = [{at: '', lines: [note('a binary file')]}];
}

/** For a file without lines, such as an empty one, the header is all there is: both paths are the same. */
function pathOfHeader(line) {
  const both = line.slice('diff --git '.length);
  if (both.startsWith('"')) return named(both.slice(0, both.indexOf('"', 1) + 1), 'a/');
  return both.slice(2, (both.length - 1) / 2);
}

/** A tab ends the name if it has a blank. */
function named(text, prefix) {
  const path = unquoted(text.replace(/\t$/, ''));
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** Git quotes names with special characters as C does, byte by byte. */
function unquoted(text) {
  if (!text.startsWith('"') || !text.endsWith('"')) return text;
  const bytes = [];
  const encode = new TextEncoder();
  const simple = {n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11};
  for (const [part, octal, letter, plain] of text.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gu)) {
    if (octal) bytes.push(parseInt(octal, 8));
    else if (letter) bytes.push(simple[letter] ?? letter.codePointAt(0));
    else bytes.push(...encode.encode(plain ?? part));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** Lines that differ in nothing but white space count as the same. */
export function withoutSpaceChanges(file) {
  const hunks = file.hunks.map((hunk) => ({...hunk, lines: pairsOf(hunk.lines)}));
  const of = (kind) => hunks.flatMap(({lines}) => lines).filter((line) => line.kind === kind).length;
  return {...file, hunks, added: of('add'), removed: of('remove')};
}

function pairsOf(lines) {
  const result = [];
  for (const {removed, added, others} of blocksOf(lines)) {
    const isSame = removed.length === added.length && removed.every((line, i) => bare(line) === bare(added[i]));
    if (isSame) result.push(...added.map((line, i) => ({...line, kind: 'same', old: removed[i].old})));
    else result.push(...removed, ...added);
    result.push(...others);
  }
  return result;
}

const bare = ({text}) => text.replace(/\s+/g, '');

/** Removed lines, the added lines after them, and what follows until the next ones. */
function blocksOf(lines) {
  const blocks = [{removed: [], added: [], others: []}];
  for (const line of lines) {
    let block = blocks.at(-1);
    const begins = (line.kind === 'remove' && (block.added.length || block.others.length)) || (line.kind === 'add' && block.others.length);
    if (begins) blocks.push(block = {removed: [], added: [], others: []});
    if (line.kind === 'remove') block.removed.push(line);
    else if (line.kind === 'add') block.added.push(line);
    else block.others.push(line);
  }
  return blocks;
}

/** Pairs of lines for two columns: what was, and what is in its place. */
export function sideBySide(lines) {
  return blocksOf(lines).flatMap(({removed, added, others}) => [
    ...Array.from({length: Math.max(removed.length, added.length)}, (_, i) => [removed[i] ?? null, added[i] ?? null]),
    ...others.map((line) => [line, line]),
  ]);
}

/** Changes if the changes of this file do, so that a mark of having seen them does not outlive them. */
export function versionOf(file) {
  let sum = 7;
  for (const {lines} of file.hunks) {
    for (const {kind, text} of lines) {
      if (kind !== 'same') for (const c of `${kind}${text}`) sum = (sum * 31 + c.codePointAt(0)) % 4294967291;
    }
  }
  return `${file.added}.${file.removed}.${sum}`;
}
