// The conversation of a run: messages, reasoning, tool calls with their results, and edits as diffs.
import {nameOf} from '../state/session.js';
import {toolCallOf} from '../state/tool-call.js';
import {copyButton} from './copy.js';
import {diffLines} from './diff.js';
import {words} from './format.js';
import {h} from './h.js';
import {pill} from './pills.js';
import {timeElement} from './time.js';

const SHORT_LINES = 12;

/** Events that tell nothing in a conversation. */
const LEFT_OUT = ['usage', 'status'];

const described = new WeakMap();

/**
 * @param rows of the log
 * @param markdown (text) → a description, see markdown.js
 */
export const transcriptRows = (rows, markdown) => rows.map(({event}) => {
  if (!described.has(event)) described.set(event, entry(event, markdown));
  return described.get(event);
}).filter(Boolean);

function entry(event, markdown) {
  if (LEFT_OUT.includes(event.type)) return null;
  const make = Object.hasOwn(ENTRIES, event.type) ? ENTRIES[event.type] : other;
  return h(`div.turn.t-${event.type}`, {key: String(event.id)}, make(event, markdown));
}

const ENTRIES = {
  message: ({text, at}, markdown) => [timeElement(at), markdown(text)],
  result: ({text, at}, markdown) => [timeElement(at), pill('ok', 'result'), markdown(text)],
  reasoning: ({text}) => h('details.reasoning', null, h('summary', null, 'Reasoning'), h('p', null, text)),
  tool_call: (event) => call(event),
  permission_blocker: (event) => [pill('warn', 'permission'), call(event)],
  tool_result: ({text}) => output(text),
};

const other = ({type, text, at}) => [timeElement(at), pill(TONE[type] ?? '', words(type)), h('span.said', null, text)];

const TONE = {milestone: 'ok', error: 'bad', violation: 'bad', blocker: 'warn', recovery: 'warn', control: 'warn'};

function call(event) {
  const known = toolCallOf(event);
  const input = event.data.toolCall?.input ?? {};
  const edits = known ? editsOf(input) : [];
  return [
    h('div.call', {dir: 'ltr'}, h('b', null, known ? event.data.toolCall.name ?? known.kind : 'tool'), ' ',
      known?.command ? [h('code', null, known.command), copyButton(known.command, 'the command')] : event.text),
    edits.map((edit, i) => h('pre.diff', {key: `edit-${i}`, tabindex: 0, 'aria-label': 'Change'}, diffLines(edit))),
  ];
}

/** The changes that a call makes, as lines of a diff: agents name them differently. */
export function editsOf(input) {
  if (!input || typeof input !== 'object') return [];
  const texts = [
    ...(Array.isArray(input.edits) ? input.edits : []).map((edit) => replacement(edit)),
    replacement(input),
    patch(input.patch), patch(input.diff), patch(input.input),
    typeof input.content === 'string' ? lines('+', input.content) : '',
  ];
  return texts.filter(Boolean);
}

function replacement(edit) {
  const {old_string: before, new_string: after} = edit ?? {};
  return typeof before === 'string' && typeof after === 'string' ? lines('-', before) + lines('+', after) : '';
}

const patch = (text) => (typeof text === 'string' && /^(\*\*\* |--- |@@ |diff )/m.test(text) ? text : '');

const lines = (mark, text) => (text ? `${text.replace(/\n$/, '').split('\n').map((line) => mark + line).join('\n')}\n` : '');

/** A long output is folded. */
function output(text) {
  const all = text.split('\n');
  const whole = h('div.output', null, h('pre.output', {tabindex: 0, 'aria-label': 'Output'}, text), text ? copyButton(text, 'the output') : null);
  if (all.length <= SHORT_LINES) return text ? whole : h('p.none', null, 'no output');
  return h('details.output', null, h('summary', null, `${all[0].slice(0, 120)} … ${all.length} lines`), whole);
}

/** Says something to the agent. Its text goes to the conversation that is shown; a session that has ended goes on with it. */
export function sayForm({session, log, saying}) {
  const run = log.transcript;
  if (!run || !session || session.superseded) return null;
  return h('form.sending', {key: 'say', 'data-draft': `say ${nameOf(session)} ${run}`, onsubmit: {do: 'say', run}},
    h('label', null, h('span.unseen', null, `Message to ${run}`),
      h('textarea', {name: 'text', rows: 1, maxlength: 20000, required: true, placeholder: session.open
        ? `Say something to ${run}: it is heard after the current turn` : `The session has ended: it goes on with what you say to ${run}`})),
    session.open ? h('label.check', null, h('input', {type: 'checkbox', name: 'interrupt'}), 'at once') : null,
    h('button.button.primary', {type: 'submit', disabled: saying.isBusy}, 'Send'),
    h('p.error', {role: 'alert', hidden: !saying.error}, saying.error));
}
