// Looks into descriptions of elements.

const listOf = (described) => [described].flat(Infinity).filter((one) => one !== null && one !== undefined);

/** All text of it, in order. */
export const textOf = (described) =>
  listOf(described).map((one) => (typeof one === 'string' ? one : textOf(one.children))).join('');

/** Every element for which the selector holds: tag, .class, or [key]. */
export function all(described, selector) {
  const matches = matcher(selector);
  return listOf(described).filter((one) => typeof one !== 'string')
    .flatMap((one) => [...(matches(one) ? [one] : []), ...all(one.children, selector)]);
}

export const first = (described, selector) => all(described, selector)[0];

export const tags = (described) => new Set(all(described, '*').map((one) => one.tag));

function matcher(selector) {
  if (selector === '*') return () => true;
  if (selector.startsWith('.')) return (one) => (one.props.class ?? '').split(' ').includes(selector.slice(1));
  if (selector.startsWith('[')) return (one) => one.key === selector.slice(1, -1);
  return (one) => one.tag === selector;
}
