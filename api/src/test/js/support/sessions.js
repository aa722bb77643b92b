// Snapshots of sessions as the API sends them, with what a test says of its own.

export const HOSTILE = '<img src=x onerror=alert(1)><b>bold</b>';

export const assignment = (own = {}) => ({
  id: 'write', kind: 'work', run: 'claude-1', agent: 'claude', role: 'implementer', title: 'Write the flag', weight: 70,
  dependsOn: [], status: 'running', launches: 1, note: '', usage: {inputTokens: 0, outputTokens: 0},
  startedAt: '2026-01-01T10:00:00Z', ...own,
});

export const session = (own = {}) => ({
  session: 's', key: 's', ref: 's', execution: 'e1', prompt: 'Add a --json flag', resumedFrom: '', target: '/code/app',
  phase: 'working', open: true, hold: {kind: 'none', reason: ''}, reason: '', currentStep: '', crew: 'claude, codex',
  assignments: [], usage: {inputTokens: 0, outputTokens: 0}, progressPercent: 0, startedAt: '2026-01-01T10:00:00Z',
  activity: [], troubles: [], links: {temporal: 'http://127.0.0.1:8233/s'}, ...own,
});

export const needing = (own = {}) =>
  session({hold: {kind: 'needs_you', reason: 'Reviewers still object.', since: '2026-01-01T10:03:00Z'}, ...own});

export const paused = (own = {}) => session({hold: {kind: 'paused', reason: 'by ana', since: '2026-01-01T10:03:00Z'}, ...own});

export const over = (phase, own = {}) => session({phase, open: false, endedAt: '2026-01-01T10:05:00Z', ...own});

export const item = (own = {}) => ({
  id: 'review-2', kind: 'review', question: 'After 2 rounds codex still objects.', said: [], since: '2026-01-01T10:03:00Z',
  choices: [{name: 'fix', meaning: 'the points go to the implementer again'}, {name: 'stop', meaning: 'end the session'}],
  answer: null, ...own,
});

export const permission = (own = {}) => item({
  id: 'permission-1', kind: 'permission', question: 'claude-1 asks for permission: Bash `git push`.',
  choices: ['allow', 'always', 'deny', 'stop'].map((name) => ({name, meaning: `means ${name}`})),
  call: {run: 'claude-1', tool: 'Bash', subject: 'git push origin main', rule: 'git-push', reason: 'It leaves this machine.',
    until: '2026-01-01T10:05:40Z'},
  ...own,
});

export const violation = (id, own = {}) => event(id, {
  type: 'violation', source: 'guard', text: 'the guard denied Bash: sudo id.',
  data: {guard: {number: id, kind: 'denied', tool: 'Bash', subject: 'sudo id', rule: 'no-root', reason: 'It becomes root.'}}, ...own,
});

export const event = (id, own = {}) => ({
  id, session: 's', run: 'claude-1', launch: 1, source: 'stdout', offset: 0, index: 0, at: '2026-01-01T10:00:01Z',
  agent: 'claude', type: 'message', text: `line ${id}`, data: {}, ...own,
});

/** 40 seconds after sessions and assignments have started. */
export const NOW = Date.parse('2026-01-01T10:00:40Z');
