// Derived from the result of a session: what became of it, and what can still be decided about it.

/** It was merged or discarded, or another session has taken it over. */
export const isOver = ({fate}) => ['merged', 'discarded', 'continued'].includes(fate);

export const isInTarget = ({isolation}) => isolation?.toUpperCase() === 'NONE';

/** What can be decided about the result: {kinds, why}; `why` says why not yet. Nothing is offered that is done already. */
export function decisions(session, made) {
  if (!made.files || isInTarget(made) || isOver(made)) return {kinds: [], why: ''};
  const kinds = ['merge', ...(made.pullRequest ? [] : ['pull-request']), 'discard'];
  if (session.superseded) return {kinds: [], why: ''};
  return {kinds, why: session.open ? 'The result can be merged when the session is over.' : ''};
}

/** The address of the pull request; empty if it is none that a browser may open. */
export const pullRequestOf = ({pullRequest}) => (/^https?:\/\/\S+$/.test(pullRequest ?? '') ? pullRequest : '');
