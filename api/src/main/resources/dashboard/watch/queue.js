// The queue in its four parts.
import {asksYou, filesOf, hasNoTask, isWatched, queueParts, usageOf} from '../state/project.js';
import {watchUrl} from '../state/urls.js';
import {cost} from '../views/format.js';
import {h} from '../views/h.js';
import {agoElement, untilElement} from '../views/time.js';
import {taskButtons} from './buttons.js';
import {fileNames, priorityPill, taskPill} from './names.js';

const RETRIES = 5;

export const attemptsMax = (request) => request.repair?.retriesMax ?? RETRIES;

export function queue(watch, now) {
  if (hasNoTask(watch.state)) return [noTask(watch.state)];
  return queueParts(watch.state).map((part) => partView(part, watch, now));
}

const noTask = (state) => h('section.part', {key: 'no-task', 'aria-label': 'Queue'}, h('h2', null, 'Queue'),
  h('p.none', null, isWatched(state)
    ? 'Nothing has changed yet. Save a file of the project, and its tests are run.' : 'The queue is empty.'));

function partView({name, tasks, empty, isOld}, watch, now) {
  const title = `${name} · ${tasks.length}`;
  const list = tasks.length
    ? h('ol.tasks', {'aria-label': name, tabindex: isOld ? 0 : null}, tasks.map((task) => row(task, watch, now))) : h('p.none', null, empty);
  return h('section.part', {key: name, 'aria-label': name, class: isOld && 'old'}, h('h2', null, title), list);
}

function row(task, watch, now) {
  const {first} = filesOf(task);
  return h('li.task', {key: task.id},
    h('div.line', null, taskPill(task), h('h3', null, h('a', {href: watchUrl(watch.project, task.id)}, fileNames(task))),
      priorityPill(task)),
    // A decision is made above the queue, beside its reason.
    asksYou(task) ? null : h('div.actions', {key: 'actions'}, taskButtons(task, watch, first)),
    h('p.words', {key: 'words'}, wordsOf(task)),
    h('div.facts', {key: 'facts'}, facts(task, watch.state.request, now)));
}

export function wordsOf({result, progress, waits, description, undone}) {
  if (undone) return 'Its repair was taken back.';
  return result?.reason || progress?.words || waits || description;
}

export function facts(task, request, now) {
  const {progress, result, waits, waitsUntil, retries} = task;
  const attempts = result?.attempts ?? progress?.attempt ?? 0;
  const until = result ? null : progress?.until ?? waitsUntil;
  const usage = usageOf(task);
  return [
    attempts ? h('span', {key: 'attempt'}, attemptWords(attempts, attemptsMax(request), Boolean(result))) : null,
    retries ? h('span', {key: 'retries'}, `queued again ${retries === 1 ? 'once' : `${retries} times`}`) : null,
    waits && !result && progress ? h('span.wait', {key: 'waits'}, waits) : null,
    until ? h('span.wait', {key: 'until'}, untilElement(until, now)) : null,
    usage ? h('span', {key: 'cost'}, 'cost ', h('b', null, cost(usage.costUsd, usage.costAtLeast))) : null,
    task.endedAt ? h('span', {key: 'ended'}, 'ended ', agoElement(task.endedAt, now))
      : h('span', {key: 'since'}, task.startedAt ? 'began ' : 'changed ', agoElement(task.startedAt ?? task.createdAt, now)),
    h('span.id', {key: 'id'}, task.id),
  ];
}

const attemptWords = (attempts, max, isOver) =>
  (isOver ? `${attempts} of ${max} attempts` : `attempt ${attempts} of ${max}`);
