// Colours the lines of a diff by the language of their file. A library splits the code into tokens (highlight.js); none of
// the HTML that it also makes is used.

/** Colours of more than this cost more time than they save. */
const HUNK_CHARACTERS_MAX = 100_000;
const LINE_CHARACTERS_MAX = 2000;
const LINES_MAX = 20_000;
const NAMES = {makefile: 'makefile', gnumakefile: 'makefile', gemfile: 'ruby', rakefile: 'ruby'};

/** The kinds of tokens that have a colour; others are plain. A scope is such as `title.function`. */
const KINDS = {
  keyword: 'keyword', literal: 'number', number: 'number', string: 'string', regexp: 'string', comment: 'comment', quote: 'comment',
  title: 'title', section: 'title', name: 'title', type: 'type', built_in: 'type', class: 'type', attr: 'attribute',
  attribute: 'attribute', property: 'attribute', meta: 'attribute', variable: 'attribute', 'selector-class': 'title',
  'selector-tag': 'keyword', symbol: 'number', bullet: 'number', link: 'string', code: 'string', 'template-variable': 'attribute',
};

/**
 * Gives each line of these files its `parts`, [{text, kind}], if the language of the file is known.
 *
 * @param library highlight.js
 * @param files as state/diff.js reads them
 */
export function coloured(files, library) {
  let left = LINES_MAX;
  return files.map((file) => {
    const language = languageOf(file.path, library);
    left -= file.hunks.reduce((sum, {lines}) => sum + lines.length, 0);
    return language && left >= 0 ? {...file, hunks: file.hunks.map((hunk) => ({...hunk, lines: linesOf(hunk.lines, language, library)}))} : file;
  });
}

function languageOf(path, library) {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const language = NAMES[name] ?? name.slice(name.lastIndexOf('.') + 1);
  return library.getLanguage(language) ? language : '';
}

/** The old and the new text are read separately: each is code of its own. */
function linesOf(lines, language, library) {
  const before = sideOf(lines, 'remove', language, library);
  const after = sideOf(lines, 'add', language, library);
  return lines.map((line) => {
    const parts = line.kind === 'note' ? undefined : line.kind === 'remove' ? before.shift() : after.shift();
    if (line.kind === 'same') before.shift();
    return parts ? {...line, parts} : line;
  });
}

function sideOf(lines, kind, language, library) {
  const texts = lines.filter((line) => line.kind === kind || line.kind === 'same').map(({text}) => text);
  const code = texts.join('\n');
  if (code.length > HUNK_CHARACTERS_MAX || texts.some(({length}) => length > LINE_CHARACTERS_MAX)) return [];
  try {
    return inLines(library.highlight(code, {language, ignoreIllegals: true})._emitter.rootNode);
  } catch {
    return []; // The lines stay plain.
  }
}

/** A token may have several lines. */
function inLines(root) {
  const lines = [[]];
  const add = (text, kind) => text.split('\n').forEach((part, i) => {
    if (i) lines.push([]);
    if (part) lines.at(-1).push({text: part, kind});
  });
  const walk = ({children}, kind) => {
    for (const child of children) {
      if (typeof child === 'string') add(child, kind);
      else walk(child, KINDS[child.scope?.split('.')[0]] ?? kind);
    }
  };
  walk(root, '');
  return lines;
}
