// One changed file: its lines in one column or side by side, with comments and reviewers' points below them.
import {isSeen, samePlace} from '../state/changes.js';
import {sideBySide, versionOf} from '../state/diff.js';
import {h} from './h.js';

const FOLDED_FROM = 400;
const LINES_MAX = 2000;
const COLUMNS = {one: ['number', 'number', 'sign', ''], two: ['number', '', 'number', '']};
const SIGN = {add: '+', remove: '−', same: ' ', note: ''};

/** @param points of reviewers in this file */
export function changedFile(file, name, review, points) {
  const seen = isSeen(review, file);
  const lines = file.hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
  const isOpen = review.opened[file.path] ?? (!seen && lines <= FOLDED_FROM);
  return h('section.changed-file', {key: file.path, 'data-path': file.path, 'aria-label': file.path},
    h('header', null,
      h('button.fold', {type: 'button', 'aria-expanded': String(isOpen), onclick: {do: 'fileOpened', name, path: file.path, isOpen: !isOpen}},
        isOpen ? '▾ ' : '▸ ', h('bdi', null, file.from ? `${file.from} → ${file.path}` : file.path)),
      h('small', null, isOpen ? '' : `${lines} lines`),
      h('label.check', null, h('input', {type: 'checkbox', checked: seen,
        onchange: {do: 'fileSeen', name, path: file.path, version: versionOf(file)}}), 'seen')),
    isOpen ? body(file, name, review, points, lines) : null);
}

function body(file, name, review, points, lines) {
  const context = {file: file.path, name, review, points, left: LINES_MAX};
  return [
    h('table.lines', {key: 'lines', class: review.isSplit && 'split'},
      h('colgroup', {key: review.isSplit ? 'two' : 'one'}, COLUMNS[review.isSplit ? 'two' : 'one'].map((name) => h('col', {class: name}))),
      file.hunks.map((hunk, i) => h('tbody', {key: `hunk-${i}`},
        h('tr.at', null, h('td', {colspan: 4}, `… ${hunk.at}`)),
        review.isSplit ? splitRows(hunk, context) : hunk.lines.flatMap((line) => unifiedRows(line, context))))),
    lines > LINES_MAX ? h('p.hint', {key: 'more'}, `${lines - LINES_MAX} more lines: “Whole text” has all.`) : null,
  ];
}

function unifiedRows(line, context) {
  if (context.left-- <= 0) return [];
  if (line.kind === 'note') return [h('tr.note', null, h('td', {colspan: 4}, line.text))];
  return [
    h('tr', {class: line.kind}, number(line, 'old', context), number(line, 'new', context),
      h('td.sign', null, SIGN[line.kind]), h('td.text', null, codeOf(line))),
    ...below([placeOf(line, context)], context),
  ];
}

function splitRows(hunk, context) {
  return sideBySide(hunk.lines).flatMap(([before, after]) => {
    if (context.left-- <= 0) return [];
    if (after?.kind === 'note' || before?.kind === 'note') return [h('tr.note', null, h('td', {colspan: 4}, (after ?? before).text))];
    const places = before === after ? [placeOf(after, context)] : [before, after].filter(Boolean).map((line) => placeOf(line, context));
    return [
      h('tr', null, ...half(before, 'old', context), ...half(after, 'new', context)),
      ...below(places, context),
    ];
  });
}

const half = (line, side, context) => [
  line ? number(line, side, context) : h('td.number', null),
  h('td.text', {class: line ? line.kind : 'none'}, line ? codeOf(line) : ''),
];

const codeOf = ({text, parts}) => parts?.map((part) => (part.kind ? h('span', {class: `c-${part.kind}`}, part.text) : part.text)) ?? text;

/** A removed line is named by its number in the old file. */
const placeOf = (line, {file}) => (line.kind === 'remove'
  ? {file, line: line.old, side: 'old', quote: line.text} : {file, line: line.new, side: 'new', quote: line.text});

/** The number of a line is the button that comments on it. */
function number(line, side, context) {
  const value = line[side];
  if (value === null) return h('td.number', null);
  const place = placeOf(line, context);
  if (place.side !== side) return h('td.number', null, value);
  return h('td.number', null, h('button.comment-on', {type: 'button', 'aria-label': `Comment on line ${value} of ${context.file}`,
    onclick: {do: 'placeChosen', name: context.name, place}}, value));
}

/** Points, comments, and the form of the comment that is being written, of the lines above. */
function below(places, {name, review, points}) {
  const rows = places.flatMap((place) => [
    ...points.filter((point) => place.side === 'new' && point.line === place.line)
      .map((point) => said(`point-${point.who}-${point.text}`, 'point', h('b', null, point.who), ` ${point.text}`)),
    ...review.comments.flatMap((comment, index) => (samePlace(comment, place) ? [said(`comment-${index}`, 'comment', comment.text, ' ',
      h('button.button.small', {type: 'button', 'aria-label': `Drop this comment on line ${place.line}`,
        onclick: {do: 'commentDropped', name, index}}, 'Drop'))] : [])),
    ...(samePlace(review.place, place) ? [writing(name, place)] : []),
  ]);
  return rows;
}

const said = (key, kind, ...content) => h('tr.said', {key}, h('td', {colspan: 4}, h('div', {class: kind}, content)));

const writing = (name, place) => h('tr.said', {key: 'writing'}, h('td', {colspan: 4},
  h('form.writing', {onsubmit: {do: 'commented', name}},
    h('textarea', {name: 'text', rows: 2, maxlength: 5000, required: true, autofocus: true, 'aria-label': `Comment on line ${place.line} of ${place.file}`,
      onkeydown: {do: 'answerByKey'}}),
    h('button.button.small.primary', {key: 'send', type: 'submit'}, 'Add'),
    h('button.button.small', {type: 'button', onclick: {do: 'placeChosen', name, place}}, 'Cancel'))));
