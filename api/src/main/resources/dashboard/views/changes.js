// The changes of a session, as one reads a pull request: files, lines, and comments that go to the agent as one message.
import {isNew, isSeen, pointsIn, reviewOf} from '../state/changes.js';
import {withoutSpaceChanges} from '../state/diff.js';
import {changedFile} from './changed-file.js';
import {nameOf} from '../state/session.js';
import {plural} from './format.js';
import {h} from './h.js';
import {needs} from './needs.js';

const KIND = {added: 'A', removed: 'D', renamed: 'R', changed: 'M'};

/** What the session asks stands beside the changes. @param page for its reviews and its shown session */
export function changesView({name, path, files, error, isBusy}, page) {
  const review = reviewOf(page.reviews, name);
  if (!files) return h('div.changes', null, head(name, path, null, review), h('p.hint', null, error || 'Loading …'));
  const wanted = review.onlyNew ? files.filter((file) => isNew(review, file)) : files;
  const shown = review.ignoresSpace ? wanted.map(withoutSpaceChanges) : wanted;
  const points = pointsIn(page.current?.session, shown);
  const asked = questionOf(name, page);
  return h('div.changes', null,
    head(name, path, shown, review, files.filter((file) => isNew(review, file)).length),
    h('div.body', {class: asked && 'with-question'},
      h('nav.files', {'aria-label': 'Changed files', tabindex: 0}, h('ul', null, shown.map((file) => fileLink(file, review)))),
      h('div.all', {tabindex: 0, role: 'region', 'aria-label': 'Changes'},
        shown.length ? shown.map((file) => changedFile(file, name, review, points.filter((one) => one.file === file.path)))
          : h('p.hint', null, review.onlyNew ? 'Nothing has changed since your last look.' : 'Nothing is changed.')),
      asked),
    sending(name, review, error, isBusy));
}

const questionOf = (name, {current, now}) => (current?.session && nameOf(current.session) === name
  ? needs(current.session, current.answers, now) : null);

/** @param news how many files have changed since the last look */
function head(name, path, files, review, news = 0) {
  const added = files?.reduce((sum, file) => sum + file.added, 0);
  const removed = files?.reduce((sum, file) => sum + file.removed, 0);
  const seen = files?.filter((file) => isSeen(review, file)).length;
  const form = (change) => ({do: 'diffForm', name, change});
  return h('div.buttons', {key: 'head'},
    h('h2', {id: 'changes-title'}, 'Changes'),
    files ? h('span.sum', null, `${plural(files.length, 'file', 'files')} `, h('b.plus', null, `+${added}`), ' ', h('b.minus', null, `−${removed}`),
      ` · ${seen} seen`) : null,
    review.looked ? toggle('new', `Since my last look · ${news}`, review.onlyNew, form({onlyNew: !review.onlyNew})) : null,
    toggle('split', 'Side by side', review.isSplit, form({isSplit: !review.isSplit})),
    toggle('space', 'Ignore white space', review.ignoresSpace, form({ignoresSpace: !review.ignoresSpace})),
    h('a.button', {key: 'whole', href: path, target: '_blank', rel: 'noopener noreferrer'}, 'Whole text'),
    h('button.button', {key: 'close', type: 'button', onclick: {do: 'closeDialog', id: 'changes'}}, 'Close'));
}

const toggle = (key, text, isOn, intent) =>
  h('button.button.toggle', {key, type: 'button', 'aria-pressed': String(isOn), onclick: intent}, text);

/** A button, since the fragment of the URL names the session. */
const fileLink = (file, review) => h('li', {key: file.path},
  h('button.file-link', {type: 'button', class: isSeen(review, file) && 'seen', onclick: {do: 'showFile', path: file.path}},
    h('span.kind', {title: file.kind}, KIND[file.kind]), h('bdi', null, file.path),
    h('small', null, `+${file.added} −${file.removed}`)));

function sending(name, review, error, isBusy) {
  const count = review.comments.length;
  return h('form.sending', {key: 'sending', onsubmit: {do: 'sendComments', name}},
    h('label', null, h('span.unseen', null, 'Message to the implementer'),
      h('textarea', {name: 'text', rows: 1, maxlength: 20000,
        placeholder: count ? 'Say more (optional)' : 'Say something to the implementer, or comment on a line: click its number'})),
    h('label.check', null, h('input', {type: 'checkbox', name: 'interrupt'}), 'at once'),
    h('button.button.primary', {type: 'submit', disabled: isBusy},
      count ? `Send ${plural(count, 'comment', 'comments')}` : 'Send'),
    h('p.error', {role: 'alert', hidden: !error}, error));
}
