// One task of a watched project from top to bottom.
import {asksYou, filesOf, usageOf} from '../state/project.js';
import {shownTask} from '../state/task.js';
import {taskPath, watchUrl} from '../state/urls.js';
import {diffLines} from '../views/diff.js';
import {inAndOut, plural, shellWord} from '../views/format.js';
import {h} from '../views/h.js';
import {attempts, tested} from './attempts.js';
import {taskButtons} from './buttons.js';
import {fileNames, name, priorityPill, taskPill} from './names.js';
import {question} from './needs.js';
import {facts, wordsOf} from './queue.js';

const FILES_MAX = 100;

export function taskView(watch, now) {
  const task = shownTask(watch);
  const {project, detail, state} = watch;
  if (!task) return [h('p.none', {key: 'waiting'}, 'Waiting for the task …')];
  const request = state?.request ?? detail.request?.request ?? {};
  const {first} = filesOf(task);
  return [
    h('div.titles', {key: 'titles'},
      h('a.button.small', {key: 'up', href: watchUrl(project)}, '← Project'),
      h('h1', {title: first}, fileNames(task)),
      h('div.actions', null, detail?.result?.ledger ? link(taskPath(project, task.id, 'ledger'), 'Ledger') : null,
        asksYou(task) ? null : taskButtons(task, watch, first))),
    h('div.now', {key: 'now'}, taskPill(task), priorityPill(task), h('span.step', null, h('b', null, wordsOf(task)))),
    asksYou(task) ? h('section.needs', {key: 'needs', 'aria-label': 'Needs you'}, h('h2', null, 'This repair needs you'),
      question(task, watch, first)) : null,
    banners(task),
    h('div.facts', {key: 'facts'}, facts(task, request, now), tokensFact(task)),
    changed(task),
    detail ? null : h('p.none', {key: 'loading'}, 'Loading its attempts …'),
    tested(watch, detail?.first, 'Tests before any repair', '?attempt=0'),
    attempts(watch, detail?.attempts ?? [], now),
    repair(watch, detail),
    tested(watch, lastTests(detail), 'Tests at the end'),
  ];
}

/** The tests that decided, unless they were the first. */
function lastTests(detail) {
  const last = detail?.result?.tested;
  return last && last.output !== detail.first?.output ? last : null;
}

const link = (href, text) => h('a.button.small', {key: text, href, target: '_blank', rel: 'noopener noreferrer'}, text);

function tokensFact(task) {
  const usage = usageOf(task);
  return usage ? h('span', {key: 'tokens'}, 'tokens ', h('b', null, inAndOut(usage.inputTokens, usage.outputTokens, usage.tokensAtLeast))) : null;
}

function banners({result, undone}) {
  return [
    result?.branch && !undone ? h('div.banner.plain', {key: 'branch'}, 'The repair is kept as a branch. Take it: ',
      h('code', null, `git merge ${shellWord(result.branch)}`)) : null,
  ];
}

function changed({files, filesTotal}) {
  if (!files.length) return null;
  const more = Math.max(filesTotal, files.length) - Math.min(files.length, FILES_MAX);
  return h('section.panel.changed', {key: 'changed', 'aria-label': 'What changed'},
    h('h2', null, `What changed · ${plural(Math.max(filesTotal, files.length), 'file', 'files')}`),
    h('ul', null, files.slice(0, FILES_MAX).map(({path, kind}) => h('li', {key: path}, h('span.kind', null, kind), name(path))),
      more > 0 ? h('li', {key: 'more'}, `and ${more} more`) : null));
}

function repair({project, task, diff}, detail) {
  if (!diff.of) return null;
  const title = detail?.result ? 'Repair' : 'Newest repair';
  return h('section.panel.repair', {key: 'repair', 'aria-label': title}, h('h2', null, title),
    h('pre.diff', {tabindex: 0, 'aria-label': 'Changes'}, diff.error ? h('span.del', null, diff.error) : linesOnce(diff)),
    h('div.buttons', {key: 'buttons'}, link(taskPath(project, task, 'diff'), 'Whole text')));
}

const described = new WeakMap();

/** A long diff is described once, not with each answer. */
function linesOnce(diff) {
  if (!described.has(diff)) described.set(diff, diffLines(diff.text));
  return described.get(diff);
}
