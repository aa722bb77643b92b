// States of watched projects and tasks as the API sends them, with what a test says of its own. Null fields are absent.

export const HASH = 'artifact:' + 'ab'.repeat(32);

const usage = (own = {}) => ({inputTokens: 12_000, cachedTokens: 2000, outputTokens: 800, costUsd: 0.12, ...own});

export const task = (own = {}) => ({
  id: 'task_0a1b2c3d', workflow: 'autofix-shop-1f2e3d4c-task_0a1b2c3d', description: 'src/price.py was modified',
  files: [{path: 'src/price.py', kind: 'modified', hash: 'ab'}], filesTotal: 1, priority: 'normal', status: 'pending',
  retries: 0, createdAt: '2026-01-01T10:00:00Z', waits: '', undone: false, ...own,
});

export const progress = (own = {}) => ({
  task: 'task_0a1b2c3d', step: 'fixing', words: 'claude repairs src/price.py', attempt: 2, usage: usage(), agentMillis: 61_000,
  needsYou: '', ...own,
});

export const result = (outcome, own = {}) => ({
  task: 'task_0a1b2c3d', outcome, reason: `It ended as ${outcome}.`, attempts: 1, usage: usage(), agentMillis: 61_000,
  diff: '', ledger: '', files: [], ...own,
});

export const working = (own = {}) =>
  task({status: 'in_progress', startedAt: '2026-01-01T10:00:02Z', progress: progress(), ...own});

export const asking = (own = {}) => working({id: 'task_11111111', progress: progress({step: 'needs_you',
  words: 'waits for you', needsYou: 'The repair removes an assertion from tests/test_price.py.'}), ...own});

export const ended = (outcome, own = {}) => task({id: `task_${outcome}`,
  status: ['escalated', 'failed', 'reported', 'cannot_test'].includes(outcome) ? 'failed' : 'completed',
  startedAt: '2026-01-01T10:00:02Z', endedAt: '2026-01-01T10:00:20Z', result: result(outcome), ...own});

export const tested = (own = {}) => ({
  status: 'red', command: 'pytest -q', tests: ['tests/test_price.py'], exitCode: 1, millis: 840, output: HASH,
  tail: 'E  assert 3 == 4', note: '', ...own,
});

export const attempt = (own = {}) => ({
  number: 1, startedAt: '2026-01-01T10:00:05Z', strategy: 'Round half up.', strategist: 'claude', fixer: 'codex',
  outcome: 'The tests are still red.', diff: HASH, output: HASH, files: ['src/price.py'], result: 'red', ...own,
});

/** The detail of a task. */
export const detail = (queued, own = {}) => ({
  request: {project: 'shop-1f2e3d4c', task: queued.id}, progress: queued.progress, first: tested(), attempts: [attempt()],
  ...(queued.result ? {result: queued.result} : {}), task: queued, links: {temporal: 'http://127.0.0.1:8233/t'}, ...own,
});

export const health = (own = {}) => ({
  heartbeatAt: '2026-01-01T10:00:30Z', pid: 7, mode: 'inotify', directories: 12, files: 214, note: '',
  lastChangeAt: '2026-01-01T10:00:00Z', checkedAt: '2026-01-01T09:58:00Z', checkMillis: 210,
  checks: [{name: 'watcher', isGood: true, words: 'watches 12 directories'},
    {name: 'agents', isGood: false, words: 'codex is not logged in'}],
  ...own,
});

const allowed = {dollars: 5, tokens: 5_000_000, minutes: 120};

export const project = (own = {}) => ({
  project: 'shop-1f2e3d4c', execution: 'e1', status: 'watching', reason: '', host: 'host-1',
  request: {target: '/code/shop', paths: [], parallel: 2, once: false, test: {command: 'pytest -q', map: [], minutesMax: 15},
    repair: {strategyAgent: 'claude', fixAgent: 'codex', runMinutes: 30}, breaker: {}, budget: {}, priorities: [],
    escalation: {slack: false, email: false}},
  pending: [], inProgress: [], completed: [], failed: [], breakers: [], notes: [],
  history: [{at: '2026-01-01T10:00:00Z', type: 'file_change', task: 'task_0a1b2c3d', file: 'src/price.py', text: 'modified'}],
  spent: [{span: 'hour', dollars: 4.5, tokens: 90_000, minutes: 12, allowed},
    {span: 'day', tokens: 90_000, minutes: 12.34, allowed: {dollars: 20, tokens: 20_000_000, minutes: 480}}],
  statistics: {since: '2026-01-01T08:00:00Z', processed: 8, succeeded: 6, failed: 2, escalated: 1},
  successPercent: 75, workflow: 'autofix-shop-1f2e3d4c', open: true, alive: true, watching: true, health: health(),
  links: {temporal: 'http://127.0.0.1:8233/w'}, ...own,
});
