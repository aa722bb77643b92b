// Where the assignments of a plan stand in a drawing, and the lines between them.

export const NODE = {width: 176, height: 46, gapX: 44, gapY: 12};

/**
 * Each assignment stands one column to the right of what it waits for. Dependencies that are not in the plan, or that go in a
 * circle, are left out.
 *
 * @return {width, height, nodes: [{one, x, y}], lines: [{key, from, to}]}
 */
export function layout(assignments) {
  const byId = new Map(assignments.map((one) => [one.id, one]));
  const depths = depthsOf(assignments, byId);
  const columns = [];
  for (const one of assignments) (columns[depths.get(one.id)] ??= []).push(one);
  const places = new Map();
  columns.forEach((column, x) => inOrder(column, places).forEach((one, y) => places.set(one.id, {one, x: x * (NODE.width + NODE.gapX), y: y * (NODE.height + NODE.gapY)})));
  const lines = assignments.flatMap((one) => one.dependsOn
    .filter((id) => byId.has(id) && depths.get(id) < depths.get(one.id))
    .map((id) => ({key: `${id} ${one.id}`, from: places.get(id), to: places.get(one.id)})));
  const rows = Math.max(0, ...columns.map((column) => column.length));
  return {
    width: Math.max(0, columns.length * (NODE.width + NODE.gapX) - NODE.gapX),
    height: Math.max(0, rows * (NODE.height + NODE.gapY) - NODE.gapY),
    nodes: [...places.values()],
    lines,
  };
}

/** The length of the longest way from the beginning; without recursion, since a plan may be a chain of hundreds. */
function depthsOf(assignments, byId) {
  const depths = new Map();
  let left = assignments;
  while (left.length) {
    const ready = left.filter((one) => one.dependsOn.every((id) => !byId.has(id) || depths.has(id)));
    const next = ready.length ? ready : left;
    for (const one of next) depths.set(one.id, 1 + Math.max(-1, ...one.dependsOn.map((id) => depths.get(id) ?? -1)));
    left = left.filter((one) => !depths.has(one.id));
  }
  return depths;
}

/** An assignment stands near the middle of what it waits for, so that fewer lines cross. */
function inOrder(column, places) {
  const middle = (one) => {
    const known = one.dependsOn.flatMap((id) => places.get(id)?.y ?? []);
    return known.length ? known.reduce((sum, y) => sum + y, 0) / known.length : 0;
  };
  return column.map((one) => ({one, at: middle(one)})).sort((a, b) => a.at - b.at).map(({one}) => one);
}
