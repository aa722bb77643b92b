// A diff, line by line.
import {h} from './h.js';

const LINES_MAX = 5000;
const FILE = /^(diff |index |--- |\+\+\+ |new file|deleted file|rename |similarity )/;

export function diffLines(text) {
  const all = text.replace(/\n$/, '').split('\n');
  const more = all.length - LINES_MAX;
  return [
    all.slice(0, LINES_MAX).map((line) => h('span', {class: kindOf(line)}, `${line}\n`)),
    more > 0 ? h('span.at', null, `… and ${more} more lines: “Whole text” has all`) : null,
  ];
}

function kindOf(line) {
  if (FILE.test(line)) return 'file';
  if (line.startsWith('@@')) return 'at';
  if (line.startsWith('+')) return 'add';
  return line.startsWith('-') ? 'del' : '';
}
