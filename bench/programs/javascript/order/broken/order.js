// Orders tasks so that each comes after those it needs. Throws if they need each other in a circle.
export function order(needs) {
  const ordered = [];
  const state = new Map();
  const visit = (task) => {
    if (state.get(task) === 'closed') return;
    if (state.get(task) === 'open') throw new Error(`circle at ${task}`);
    state.set(task, 'open');
    for (const other of needs[task] ?? []) visit(other);
    state.set(task, 'done');
    ordered.push(task);
  };
  Object.keys(needs).forEach(visit);
  return ordered;
}
