// The plan that the user edits before the work begins. The form has what is being typed; here is its shape.

/** Up to this many, the others are offered as boxes to tick; of more the user names the ids. */
export const BOXES_MAX = 12;

const CHANGES = {
  planOpened: (_, {plan, draft}) => ({...plan, assignments: draft ?? plan.assignments, isDraft: Boolean(draft)}),
  planChanged: (plan, {assignments}) => plan && {...plan, assignments},
  planClosed: () => null,
};

/** @param plan {item, agents, assignments, isDraft} of the form, or null */
export const changePlan = (plan, action) => (CHANGES[action.type] ?? ((same) => same))(plan, action);

/** With one more at the end, for the user to fill in. */
export function withOneMore(assignments, agents) {
  const ids = new Set(assignments.map(({id}) => id));
  let number = 1;
  while (ids.has(`task-${number}`)) number++;
  const weights = assignments.reduce((sum, {weight}) => sum + weight, 0);
  const weight = Math.max(1, Math.round(weights / Math.max(1, assignments.length)));
  return [...assignments, {id: `task-${number}`, role: 'implementer', agent: agents[0] ?? '', title: '', prompt: '', weight, dependsOn: []}];
}

/** Without this one; nothing waits for it any more. */
export const without = (assignments, id) => assignments.filter((one) => one.id !== id)
  .map((one) => ({...one, dependsOn: one.dependsOn.filter((other) => other !== id)}));

/** @param by -1 for one place up, 1 for one down */
export function moved(assignments, id, by) {
  const from = assignments.findIndex((one) => one.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= assignments.length) return assignments;
  const all = [...assignments];
  [all[from], all[to]] = [all[to], all[from]];
  return all;
}

/** The assignments as an answer sends them. */
export const sent = (assignments) => assignments.map(({id, role, agent, title, prompt, weight, dependsOn}) =>
  ({id, role, agent, title, prompt, weight, dependsOn}));
