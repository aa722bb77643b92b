// The attempts of a task in their order, and runs of its tests.
import {isReference} from '../state/task.js';
import {taskPath} from '../state/urls.js';
import {hue, plural} from '../views/format.js';
import {h} from '../views/h.js';
import {momentElement} from '../views/time.js';
import {textButton} from './buttons.js';
import {name, testedPill} from './names.js';

/** @param query what the whole output is asked for with: empty for the newest */
export function tested(watch, run, title, query = '') {
  if (!run) return null;
  const {status, command, tests, exitCode, millis, output, tail, note} = run;
  return h('section.panel.tested', {key: title, 'aria-label': title}, h('h2', null, title),
    h('div.line', null, testedPill(status), command ? h('code', null, name(command)) : null,
      command ? h('small', null, `exit code ${exitCode} after ${time(millis)}`) : null),
    tests.length ? h('p', {key: 'tests'}, 'first ran ', tests.map((test, i) => [i ? ', ' : '', name(test)])) : null,
    note ? h('p.note', {key: 'note'}, note) : null,
    tail ? h('details.tail', {key: 'tail', open: status.startsWith('red')}, h('summary', null, 'Last lines of the output'),
      h('pre', {tabindex: 0}, tail)) : null,
    output ? h('div.buttons', {key: 'buttons'}, textButton('output', 'Whole output',
      {title, path: taskPath(watch.project, watch.task, `output${query}`)}, title)) : null);
}

const time = (millis) => (millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`);

export function attempts(watch, all, now) {
  if (!all.length) return null;
  return h('section.panel.attempts', {key: 'attempts', 'aria-label': 'Attempts'}, h('h2', null, `Attempts · ${all.length}`),
    h('ol', null, all.map((attempt) => item(watch, attempt, now))));
}

function item(watch, attempt, now) {
  const {number, startedAt, strategy, strategist, fixer, outcome, diff, output, files, result} = attempt;
  const about = `attempt ${number}`;
  const text = (what) => taskPath(watch.project, watch.task, `${what}?attempt=${number}`);
  return h('li', {key: String(number), class: hue(fixer)},
    h('div.line', null, h('h3', null, `Attempt ${number}`), result ? testedPill(result) : null,
      h('span', null, strategist ? ['strategy by ', who(strategist)] : 'basic strategy', fixer ? [', repaired by ', who(fixer)] : ''),
      momentElement(startedAt, now)),
    outcome ? h('p', {key: 'outcome'}, outcome) : null,
    files.length ? h('p.files', {key: 'files'}, `${plural(files.length, 'file', 'files')} changed: `,
      files.map((file, i) => [i ? ', ' : '', name(file)])) : null,
    strategy && !isReference(strategy)
      ? h('details', {key: 'strategy'}, h('summary', null, 'Strategy'), h('pre', {tabindex: 0}, strategy)) : null,
    h('div.buttons', {key: 'buttons'},
      isReference(strategy) ? textButton('strategy', 'Strategy', {title: `Strategy of ${about}`, path: text('strategy')}, about) : null,
      diff ? textButton('diff', 'Diff', {title: `Changes of ${about}`, path: text('diff'), isDiff: true}, about) : null,
      output ? textButton('output', 'Output of the tests', {title: `Output of the tests after ${about}`, path: text('output')}, about) : null));
}

const who = (agent) => h('b.who', {class: hue(agent)}, agent);
