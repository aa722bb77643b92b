// Where a number goes in a sorted list; behind those that are equal.
export function place(sorted, number) {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] <= number) from = middle + 1;
    else to = middle;
  }
  return from;
}
