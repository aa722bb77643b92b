// The colours of agents: each agent that is shown has one of its own.

/** How many the style sheet has, as --agent-0 and so on. */
const COLOURS = 12;
const KNOWN = {claude: 0, codex: 1, gemini: 2};
const GOLDEN_ANGLE = 137.5;

/**
 * The number of each agent's colour. An agent keeps its number when others come.
 *
 * @param hues as returned before; {} at first
 */
export function withAgents(hues, agents) {
  const fresh = [...new Set(agents)].filter((agent) => agent && !Object.hasOwn(hues, agent));
  if (!fresh.length) return hues;
  const next = {...hues};
  for (const agent of fresh) next[agent] = KNOWN[agent] ?? firstFree(next);
  return next;
}

function firstFree(hues) {
  const taken = new Set([...Object.values(hues), ...Object.values(KNOWN)]);
  let number = 0;
  while (taken.has(number)) number++;
  return number;
}

/** As CSS. Beyond those of the style sheet, colours are far apart on the circle and as light as its own. */
export function colourOf(number) {
  if (number < COLOURS) return `var(--agent-${number})`;
  const angle = Math.round(number * GOLDEN_ANGLE) % 360;
  return `light-dark(hsl(${angle} 65% 26%), hsl(${angle} 75% 78%))`;
}

/** All agents on the page, in the order in which they came. */
export function agentsOf({current, watch}) {
  const {session, log} = current ?? watch ?? {};
  return [
    ...(session?.assignments ?? []).map(({agent}) => agent),
    ...(session?.teamwork?.reviews ?? []).map(({reviewer}) => reviewer),
    ...(watch?.detail?.attempts ?? []).flatMap(({strategist, fixer}) => [strategist, fixer]),
    ...(log?.agents ?? []),
  ];
}
