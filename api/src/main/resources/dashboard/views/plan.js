// The form in which the user edits the plan before the work begins.
import {BOXES_MAX} from '../state/plan.js';
import {graph} from './graph.js';
import {h} from './h.js';
import {once} from './once.js';
import {visible} from './visible.js';

const ROLES = ['architect', 'implementer', 'reviewer'];

/** @param plan see state/plan.js */
export const planForm = once((plan, isBusy) => {
  const {item, assignments} = plan;
  return h('form.plan-form', {key: `plan-${item}`, novalidate: true, 'aria-label': 'Edit the plan', oninput: {do: 'planTyped'}, onchange: {do: 'planShaped'}, onkeydown: {do: 'planKey'}, onsubmit: {do: 'sendPlan'}},
    h('h3', null, 'Edit the plan'),
    h('p', {key: 'help'}, 'An assignment begins when those it waits for are done; of several that could begin, the upper one is first. Weights are shares of the whole.',
      plan.isDraft ? ' These are your changes of before; nothing of them was sent.' : ''),
    h('div.graph', {key: 'graph'}, graph(assignments, 'The edited plan')),
    assignments.map((one, index) => fields(one, index, plan)),
    h('div.buttons', {key: 'buttons'},
      button('add', '', {do: 'addAssignment'}, 'Add an assignment'),
      h('button.button.primary', {key: 'begin', type: 'submit', disabled: isBusy}, 'Begin with this plan'),
      button('discard', 'danger', {do: 'discardPlan'}, 'Discard the changes')));
});

function fields(one, index, {agents, assignments}) {
  const others = assignments.filter(({id}) => id !== one.id);
  const label = `${one.id}: `;
  return h('fieldset.assignment', {key: one.id, 'data-assignment': one.id},
    h('legend', null, `${index + 1}. ${one.id}`),
    field('Title', h('input', {name: 'title', maxlength: 100, value: visible(one.title), 'aria-label': `${label}title`})),
    h('div.short', {key: 'short'},
      field('Agent', choice('agent', agents, one.agent, `${label}agent`)),
      field('Role', choice('role', ROLES, one.role, `${label}role`)),
      field('Weight', h('input', {name: 'weight', type: 'number', min: 1, step: 1, value: one.weight, 'aria-label': `${label}weight`}))),
    others.length ? waitsFor(one, others) : null,
    field('Prompt', h('textarea', {name: 'prompt', rows: 4, 'aria-label': `${label}prompt`}, one.prompt)),
    h('div.buttons', {key: 'moves'},
      button('up', 'small', {do: 'moveAssignment', id: one.id, by: -1}, '↑ Up', {disabled: index === 0, 'aria-label': `Move ${one.id} up`}),
      button('down', 'small', {do: 'moveAssignment', id: one.id, by: 1}, '↓ Down', {disabled: index === assignments.length - 1, 'aria-label': `Move ${one.id} down`}),
      button('remove', 'small danger', {do: 'removeAssignment', id: one.id}, 'Remove', {disabled: !others.length, 'aria-label': `Remove ${one.id}`})));
}

const field = (name, input) => h('label', {key: input.props.name}, name, input);

const choice = (name, all, chosen, label) => h('select', {name, 'aria-label': label},
  (all.includes(chosen) ? all : [...all, chosen]).map((value) => h('option', {key: value, value, selected: value === chosen}, value)));

function waitsFor(one, others) {
  if (others.length > BOXES_MAX)
    return field('Waits for', h('input', {name: 'dependsOn', value: one.dependsOn.join(', '), placeholder: 'ids with commas between', 'aria-label': `${one.id}: waits for`}));
  return h('fieldset.boxes', {key: 'dependsOn'}, h('legend', null, 'Waits for'), others.map(({id, title}) => h('label.check', {key: id, title},
    h('input', {type: 'checkbox', name: 'dependsOn', value: id, checked: one.dependsOn.includes(id)}), id)));
}

const button = (key, tone, intent, text, more = {}) =>
  h('button.button', {key, class: tone, type: 'button', onclick: intent, ...more}, text);
