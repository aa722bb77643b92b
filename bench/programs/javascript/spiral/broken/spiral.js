// The numbers of a matrix from the outside to the inside, clockwise.
export function spiral(matrix) {
  const rows = matrix.map((row) => [...row]);
  const out = [];
  while (rows.length > 0 && rows[0].length > 0) {
    out.push(...rows.shift());
    for (const row of rows) if (row.length > 0) out.push(row.pop());
    if (rows.length > 0) out.push(...rows.pop());
    for (const row of [...rows].reverse()) if (row.length > 0) out.push(row.shift());
  }
  return out;
}
