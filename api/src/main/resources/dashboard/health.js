// The lamps in the header.
import {h, replace} from '/dom.js';

export function drawHealth(element, health) {
  replace(element, [
    lamp('Temporal', health.temporal === 'ok', 'Temporal does not answer: nothing can be started or stopped.'),
    lamp('Worker', health.worker === 'ok', 'No worker asks for tasks: open sessions stand still.'),
    ...(health.disk === 'full' ? [h('span.pill.bad', {title: fullDisk(health.home)}, 'Disk full')] : []),
    h('span.pill.version', {title: health.home}, `v${health.version}`),
  ]);
}

const fullDisk = (home) =>
  `Less than 50 MB are free under ${home}: agents and the event log wait. Make room, and they go on by themselves.`;

const lamp = (name, well, trouble) =>
  h(well ? 'span.pill.ok' : 'span.pill.bad', {title: well ? `${name} answers` : trouble}, well ? name : `${name} missing`);
