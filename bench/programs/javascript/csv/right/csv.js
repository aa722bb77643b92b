// Splits one line of CSV. A field in quotes may contain commas, and a quote that is written twice.
export function fields(line) {
  const all = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (quoted && c === '"' && line[i + 1] === '"') {
      field += '"';
      i++;
    } else if (c === '"') {
      quoted = !quoted;
    } else if (c === ',' && !quoted) {
      all.push(field);
      field = '';
    } else {
      field += c;
    }
  }
  all.push(field);
  return all;
}
