// The form that starts a session: its fields, and the request that they make. A field is named as in the request.

/**
 * Kinds: text, command, path, list (of names), number, or choice with its options [value, what it means]. An empty field is left out of
 * the request, and what happens then is said in `empty`.
 */
export const EVERYDAY = [
  {name: 'agents', kind: 'list', label: 'Agents', empty: 'All that are installed', help: 'At most three, in the order architect, implementer, reviewer.', example: 'claude, codex'},
  {name: 'plan', kind: 'choice', label: 'Plan', options: [['', 'an agent plans'], ['ask', 'an agent plans, and I approve the plan'], ['fixed', 'no plan: a fixed split']]},
  {name: 'verify', kind: 'command', label: 'Checks', empty: 'Guessed from the build file', help: 'The command that says whether the work is good.', example: 'mvn -q verify'},
];

export const GROUPS = [
  {key: 'roles', title: 'Roles', fields: [
    {name: 'roles.architect', kind: 'agent', label: 'Architect', empty: 'Chosen', help: 'Plans the work.'},
    {name: 'roles.implementer', kind: 'agent', label: 'Implementer', empty: 'Chosen', help: 'Writes the code.'},
    {name: 'roles.reviewer', kind: 'agent', label: 'Reviewer', empty: 'Chosen', help: 'Reviews what others wrote.'},
  ]},
  {key: 'reviews', title: 'Reviews and checks', fields: [
    {name: 'autonomy', kind: 'choice', label: 'What reviewers find', options: [['', 'agents fix it, then I am asked'], ['supervised', 'I am always asked first']]},
    {name: 'reviews', kind: 'choice', label: 'Reviews', options: [['', 'agents review each other'], ['off', 'no reviews']]},
    {name: 'reviewEveryMinutes', kind: 'number', label: 'Review every … minutes', empty: '15'},
    {name: 'maxRounds', kind: 'number', label: 'Rounds of fixes', empty: '2', help: 'Then you are asked.'},
    {name: 'verifyMinutes', kind: 'number', label: 'Minutes for the checks', empty: '15'},
  ]},
  {key: 'budget', title: 'Budget', fields: [
    {name: 'budget.dollars', kind: 'number', label: 'Dollars', empty: '10', help: 'Counts agents that report their cost.'},
    {name: 'budget.tokens', kind: 'number', label: 'Tokens', empty: '5000000', help: 'Without those from a cache.'},
    {name: 'budget.hours', kind: 'number', label: 'Hours', empty: '4'},
    {name: 'budget.rounds', kind: 'number', label: 'Rounds of reviews', empty: '5'},
    {name: 'budget.runDollars', kind: 'number', label: 'Dollars of one run', empty: 'No limit'},
    {name: 'budget.runTokens', kind: 'number', label: 'Tokens of one run', empty: 'No limit'},
    {name: 'runMinutes', kind: 'number', label: 'Minutes of one run', empty: '60'},
    {name: 'noWait', kind: 'choice', label: 'At a vendor’s usage limit', options: [['', 'wait until it ends'], ['true', 'ask me']]},
  ]},
  {key: 'checkouts', title: 'Checkouts', fields: [
    {name: 'isolation', kind: 'choice', label: 'Agents work', options: [['', 'where it fits the target'], ['worktree', 'each in a checkout of its own'], ['none', 'in the target itself']]},
    {name: 'setup', kind: 'command', label: 'Setup', empty: 'None', help: 'The command that makes a fresh checkout usable.', example: 'npm ci'},
    {name: 'workspace', kind: 'path', label: 'Directory of the checkouts', empty: 'Chosen', example: '/home/you/checkouts'},
  ]},
  {key: 'safety', title: 'Approval and safety', fields: [
    {name: 'confirm', kind: 'choice', label: 'Answers need a code', options: [['', 'if I am asked about what reviewers find'], ['code', 'always'], ['none', 'never']]},
    {name: 'sandbox', kind: 'choice', label: 'Sandbox', options: [['', 'if it works on the host'], ['on', 'always'], ['off', 'never']]},
    {name: 'guard', kind: 'choice', label: 'Guard', options: [['', 'judges each command before it runs'], ['off', 'off']]},
  ]},
  {key: 'id', title: 'Session id', fields: [
    {name: 'session', kind: 'text', label: 'Session id', empty: 'Generated', example: 'add-json-flag'},
  ]},
];

const TEXTS = [{name: 'prompt', kind: 'text'}, {name: 'target', kind: 'path'}];

const FIELDS = [...TEXTS, ...EVERYDAY, ...GROUPS.flatMap(({fields}) => fields)];

export const isField = (name) => FIELDS.some((field) => field.name === name);

/** What is no number goes as it is, so that the server can say what it must be. */
const number = (text) => (Number.isFinite(Number(text)) ? Number(text) : text);

/** The names in a list that was typed. */
export const namesIn = (text) => text.split(/[\s,]+/).filter(Boolean);

/** The URL of a GitHub issue, if the text is nothing else. */
export const issueUrlIn = (text) => text.trim().match(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/issues\/\d+$/)?.[0] ?? '';

const READ = {
  list: namesIn,
  number,
  choice: (text) => (text === 'true' ? true : text),
};

/** The request of the form's values, without its empty fields. @param read(name) the value of a field */
export function requestOf(read) {
  const request = {};
  for (const {name, kind} of FIELDS) {
    const text = (read(name) ?? '').trim();
    if (!text) continue;
    const [outer, inner] = name.split('.');
    const value = READ[kind]?.(text) ?? text;
    if (inner) request[outer] = {...request[outer], [inner]: value};
    else request[outer] = value;
  }
  return request;
}

/** The values of a request's fields as texts of the form. */
export function valuesOfRequest(request) {
  const values = FIELDS.map(({name}) => [name, name.split('.').reduce((part, key) => part?.[key], request)]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]));
}
