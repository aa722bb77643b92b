// The open items of a session, each with a form that answers it.
import {nameOf, needsYou, openItems} from '../state/session.js';
import {dateOf, words} from './format.js';
import {h} from './h.js';
import {planForm} from './plan.js';
import {untilElement} from './time.js';

/** @param plan the plan that is being edited, if one is */
export function needs(session, answers, now, plan = null) {
  const items = inOrder(openItems(session));
  if (!items.length && !needsYou(session)) return null;
  return h('section.needs', {key: 'needs', 'aria-label': 'Needs you'},
    h('div', {role: 'alert'}, h('h2', null, 'This session needs you'), ' ',
      session.hold.since ? h('small', null, `since ${dateOf(session.hold.since)}`) : null),
    items.length ? null : h('p', null, session.hold.reason),
    items.map((item) => (item.call ? permissionForm(item, answers, now) : itemForm(item, answers, session, plan))),
    items.length ? null : buttons(session));
}

/** A call waits for minutes only, so it comes first. */
const inOrder = (items) => [...items.filter((item) => item.call), ...items.filter((item) => !item.call)];

/** The call is shown as the guard recorded it; only a choice decides, never a text. */
function permissionForm(item, {sending, refused}, now) {
  const {call} = item;
  const isBusy = sending.includes(item.id);
  const error = refused[item.id];
  return h('form.item-form.permission', {key: `item-${item.id}`, 'aria-label': `Answer ${item.id}`, onsubmit: {do: 'answer', item: item.id}},
    h('h3', null, `${call.run} asks for permission to use ${call.tool}`),
    h('pre.call', {dir: 'ltr', tabindex: 0, 'aria-label': 'The call'}, call.subject),
    h('p', null, call.reason, ' ', h('small', null, `rule ${call.rule}`)),
    h('small', {key: 'deadline'}, `${item.id} · `, call.until ? untilElement(call.until, now) : 'for some minutes',
      '; then the agent goes on without it'),
    h('div.choices', null, item.choices.map((choice) => choiceButton(choice, isBusy))),
    error ? h('p.error', {key: 'error', role: 'alert'}, error) : null);
}

/** Two siblings if the item's plan is being edited; then only the edited plan can be approved. */
function itemForm(item, {sending, refused}, session, plan) {
  const isEdited = plan?.item === item.id;
  const isBusy = sending.includes(item.id);
  const error = refused[item.id];
  const form = h('form.item-form', {key: `item-${item.id}`, 'data-draft': `answer ${nameOf(session)} ${item.id}`, 'aria-label': `Answer ${item.id}`, onsubmit: {do: 'answer', item: item.id}},
    h('h3', null, item.question),
    h('small', null, `${item.id} · ${words(item.kind)} · since ${dateOf(item.since)}`),
    item.said.length
      ? h('dl.said', {tabindex: 0, 'aria-label': 'What the agents said'}, item.said.map((said) => h('div', null, h('dt', null, said.who), h('dd', null, said.what)))) : null,
    h('label', null, 'In your words',
      h('small', null, 'Passed on to the agents. Without a choice it is an instruction and approves nothing.'),
      h('textarea', {name: 'text', rows: 2, title: 'Answer (a); Ctrl+Enter sends it', onkeydown: {do: 'answerByKey'}})),
    h('div.choices', null,
      item.choices.filter(({name}) => !isEdited || name !== 'accept').map((choice) => choiceButton(choice, isBusy)),
      item.kind === 'plan' && !isEdited
        ? h('button.button', {key: 'edit', type: 'button', onclick: {do: 'editPlan', item: item.id}}, h('b', null, 'edit'), h('small', null, 'change the plan yourself')) : null,
      // A budget is raised by a choice: a text names no amount.
      item.kind === 'budget' ? null
        : h('button.button.primary', {key: 'send', type: 'submit', value: '', disabled: isBusy}, 'Send the text')),
    error && !isEdited ? problem(error) : null);
  return isEdited ? [form, planForm(plan, isBusy), error ? problem(error) : null] : form;
}

const problem = (error) => h('p.error', {key: 'error', role: 'alert'}, error);

const choiceButton = ({name, meaning}, isBusy) =>
  h('button.button', {key: `choice-${name}`, class: name === 'stop' && 'danger', type: 'submit', value: name, disabled: isBusy},
    h('b', null, name), h('small', null, meaning));

/** For a hold without open items. A session without assignments waits for approval of its request or directory. */
function buttons(session) {
  const stuck = session.assignments.filter((a) => a.status === 'needs_you');
  return h('div.buttons', null,
    session.assignments.length
      ? button('again', 'primary', {do: 'resume'}, stuck.length ? 'Try again' : 'Resume')
      : button('approve', 'primary', {do: 'askToApprove'}, 'Show the request'),
    stuck.map((a) => button(`give-${a.run}`, '', {do: 'askToAbort', run: a.run}, `Reassign ${a.run}’s work`)),
    button('needs-stop', 'danger', {do: 'askToStop'}, 'Stop'));
}

const button = (key, tone, intent, text) => h('button.button.small', {key, class: tone, type: 'button', onclick: intent}, text);
