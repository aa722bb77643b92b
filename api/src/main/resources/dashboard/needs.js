// What a person has to decide stands before everything else: who said what, and a form that answers it.
import * as api from '/api.js';
import {h} from '/dom.js';
import {dateOf, words} from '/format.js';

export const needsYou = (session) => session.hold.kind === 'needs_you';

export const openItems = (state) => (state.open ? state.teamwork?.items ?? [] : []).filter((item) => !item.answer);

/** Answers under way, and those that were refused: the page is drawn anew each second, and must not forget them. */
export class Answers {
  constructor(done) {
    this.sending = new Set();
    this.refused = new Map();
    this.done = done;
  }

  async send(state, item, choice, form) {
    const text = form.elements.text.value.trim();
    if (this.sending.has(item)) return;
    if (!choice && !text) return this.refuse(item, 'Choose something, or say in words what is to be done: an empty answer is none.');
    this.sending.add(item);
    this.refused.delete(item);
    try {
      await api.answer(api.nameOf(state), {item, choice, text});
      form.reset();
    } catch (refused) {
      this.refused.set(item, refused.message);
    }
    this.sending.delete(item);
    this.done();
  }

  refuse(item, why) {
    this.refused.set(item, why);
    this.done();
  }
}

/** @param now gives the state as it is when a button is pressed: elements outlive the state that they were drawn from */
export function needs(state, act, answers, now) {
  const items = openItems(state);
  if (!items.length && !needsYou(state)) return null;
  return h('section.needs', {'aria-label': 'Needs you', 'data-key': 'needs'},
    h('div', {role: 'alert'}, h('b', null, 'This session needs you'), ' ',
      state.hold.since ? h('small', null, `since ${dateOf(state.hold.since)}`) : null),
    items.length ? null : h('p', null, state.hold.reason),
    ...items.map((item) => form(item, answers, now)),
    items.length ? null : buttons(state, act));
}

function form(item, answers, now) {
  const busy = answers.sending.has(item.id);
  const wrong = answers.refused.get(item.id);
  return h('form.item-form', {'data-key': `item-${item.id}`, 'aria-label': `Answer ${item.id}`,
    onsubmit: (event) => {
      event.preventDefault();
      answers.send(now(), item.id, event.submitter?.value ?? '', event.currentTarget);
    }},
    h('h3', null, item.question),
    h('small', null, `${item.id} · ${words(item.kind)} · since ${dateOf(item.since)}`),
    item.said.length ? h('dl.said', null, item.said.map((said) => h('div', null, h('dt', null, said.who), h('dd', null, said.what)))) : null,
    h('label', null, 'In your words',
      h('small', null, 'Handed on to the agents. Without a choice it says what is to be done, and approves nothing.'),
      h('textarea', {name: 'text', rows: 2, title: 'Answer (a); Ctrl+Enter sends it', onkeydown: sendByKey})),
    h('div.choices', null,
      item.choices.map((choice) => h(choice.name === 'stop' ? 'button.button.danger' : 'button.button',
        {type: 'submit', value: choice.name, disabled: busy, 'data-key': `choice-${choice.name}`},
        h('b', null, choice.name), h('small', null, choice.meaning))),
      // How much more may be used is a choice, and not a matter of words.
      item.kind === 'budget' ? null
        : h('button.button.primary', {type: 'submit', value: '', disabled: busy, 'data-key': 'send'}, 'Send the text')),
    wrong ? h('p.wrong', {role: 'alert', 'data-key': 'wrong'}, wrong) : null);
}

function sendByKey(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const send = event.currentTarget.form.querySelector('[data-key="send"]');
  if (send) event.currentTarget.form.requestSubmit(send);
}

/** Where there is nothing to answer: buttons that decide it. */
function buttons(state, act) {
  const stuck = state.assignments.filter((a) => a.status === 'needs_you');
  return h('div.buttons', null,
    // A session without assignments waits for approval: of what it asks for, or of the directory.
    state.assignments.length ? null
      : h('button.button.small.primary', {type: 'button', onclick: act.approve, 'data-key': 'approve'}, 'See what it asks for'),
    state.assignments.length ? h('button.button.small.primary', {type: 'button', onclick: act.resume, 'data-key': 'again'},
      stuck.length ? 'Try again' : 'Go on') : null,
    ...stuck.map((a) => h('button.button.small', {type: 'button', onclick: () => act.abort(a.run), 'data-key': `give-${a.run}`},
      `Give ${a.run}’s work to another`)),
    h('button.button.small.danger', {type: 'button', onclick: act.stop, 'data-key': 'needs-stop'}, 'Stop'));
}
