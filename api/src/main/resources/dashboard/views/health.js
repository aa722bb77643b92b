// The health of the system, in the header.
import {h} from './h.js';
import {pill} from './pills.js';

export function healthView(health) {
  if (!health) return [];
  return [
    lamp('Temporal', health.temporal === 'ok', 'Temporal does not answer: sessions can be neither started nor stopped.'),
    lamp('Worker', health.worker === 'ok', 'No worker is running: open sessions make no progress.'),
    health.disk === 'full' ? pill('bad', 'Disk full', {title: fullDisk(health.home)}) : null,
    h('span.pill.version', {title: health.home}, `v${health.version}`),
  ].filter(Boolean);
}

const fullDisk = (home) =>
  `Less than 50 MB is free under ${home}, so agents and the event log wait. Free some space and they continue by themselves.`;

const lamp = (name, isWell, trouble) =>
  pill(isWell ? 'ok' : 'bad', isWell ? name : `${name} missing`, {title: isWell ? `${name} answers` : trouble});

/** The button that turns desktop notifications on or off; nothing if the browser has none or the user has refused them. */
export function notifyView({isWanted, state}) {
  if (state === 'missing' || state === 'denied') return [];
  return [h('button.button.small', {type: 'button', 'aria-pressed': String(isWanted), onclick: {do: 'toggleNotifications'},
    title: isWanted ? 'Desktop notifications are on' : 'Show a desktop notification when something needs you'},
  isWanted ? 'Notifying' : 'Notify me')];
}
