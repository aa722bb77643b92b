// Splits cents between people so that nothing is lost; the first ones get one cent more.
export function split(cents, people) {
  const share = Math.floor(cents / people);
  const left = cents - share * people;
  return Array.from({ length: people }, (_, i) => share + (i < left ? 1 : 0));
}
