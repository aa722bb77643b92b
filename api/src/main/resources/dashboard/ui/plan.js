// The intents of the form that edits the plan. The fields hold what is typed, so a change of the form's shape reads them first.
import {createDrafts} from '../state/drafts.js';
import {moved, sent, without, withOneMore} from '../state/plan.js';
import {nameOf} from '../state/session.js';

export function createPlanIntents(store, commands) {
  const drafts = createDrafts(sessionStorage);
  const plan = () => store.get().current?.plan;
  const key = (name = nameOf(store.get().current.session), {item} = plan()) => `plan ${name} ${item}`;
  const formOf = (event) => event.target.closest('form.plan-form');
  const focus = (selector) => document.querySelector(selector)?.focus();
  const keep = (assignments) => drafts.save(key(), {plan: JSON.stringify(assignments)});

  /** Draws the form again with these assignments, and keeps them. */
  function shape(assignments) {
    keep(assignments);
    store.dispatch({type: 'planChanged', assignments});
  }

  function close() {
    drafts.drop(key());
    store.dispatch({type: 'planClosed'});
  }

  return {
    editPlan: async ({item}) => {
      await commands.openPlan(item, (name, asked) => JSON.parse(drafts.read(key(name, {item: asked})).plan ?? 'null'));
      focus('.plan-form [name="title"]');
    },
    planTyped: (_, event) => keep(assignmentsIn(event.currentTarget)),
    planShaped: (_, event) => shape(assignmentsIn(event.currentTarget)),
    /** Enter in a field must not begin the work. */
    planKey: (_, event) => {
      if (event.key === 'Enter' && event.target.tagName === 'INPUT') event.preventDefault();
    },
    addAssignment: (_, event) => {
      const form = formOf(event);
      shape(withOneMore(assignmentsIn(form), plan().agents));
      [...form.querySelectorAll('[name="title"]')].at(-1)?.focus();
    },
    removeAssignment: ({id}, event) => {
      shape(without(assignmentsIn(formOf(event)), id));
      focus('.plan-form [data-key="add"]');
    },
    moveAssignment: ({id, by}, event) => {
      const {target} = event;
      shape(moved(assignmentsIn(formOf(event)), id, by));
      // At an end the button is disabled, and then it has no focus.
      (target.disabled ? target.parentElement.querySelector(':enabled') : target)?.focus();
    },
    discardPlan: () => {
      close();
      focus('.item-form [data-key="edit"]');
    },
    sendPlan: async (_, event) => {
      event.preventDefault();
      const {item} = plan();
      const assignments = assignmentsIn(event.currentTarget);
      keep(assignments);
      if (await commands.answer(item, 'accept', '', {assignments: sent(assignments)})) close();
    },
  };
}

/** What the fields say now, in the form's order. */
export function assignmentsIn(form) {
  return [...form.querySelectorAll('[data-assignment]')].map((part) => {
    const value = (name) => part.querySelector(`[name="${name}"]`).value;
    return {
      id: part.dataset.assignment, role: value('role'), agent: value('agent'), title: value('title').trim(), prompt: value('prompt'),
      weight: Number(value('weight')), dependsOn: dependsOnIn([...part.querySelectorAll('[name="dependsOn"]')]),
    };
  });
}

/** Boxes, or one field with ids. */
const dependsOnIn = (fields) => fields.flatMap(({type, checked, value}) =>
  (type === 'checkbox' ? (checked ? [value] : []) : value.split(/[\s,]+/).filter(Boolean)));
