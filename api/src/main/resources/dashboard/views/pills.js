// Pills: a status as a word on a coloured background.
import {needsYou} from '../state/session.js';
import {words} from './format.js';
import {h} from './h.js';

const TONE = {done: 'ok', failed: 'bad', stopped: 'warn'};

export const pill = (tone, text, props = {}) => h('span.pill', {...props, class: tone}, text);

export function phasePill(session) {
  if (needsYou(session)) return pill('urgent', 'needs you');
  if (session.hold.kind !== 'none') return pill('warn', words(session.hold.kind));
  return pill(TONE[session.phase] ?? (session.open ? 'active' : ''), session.outcome ?? session.phase);
}
