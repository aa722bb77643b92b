// Compares versions such as 1.10.0: negative, 0 or positive. Missing parts count as 0.
export function compare(left, right) {
  const a = left.split('.').map(Number);
  const b = right.split('.').map(Number);
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference > 0) return difference;
  }
  return 0;
}
