// What people do to a session. Pausing and going on are done at once; what ends paid work asks first.
import * as api from '/api.js';
import {byId, h} from '/dom.js';
import {firstLine} from '/format.js';

const nameOf = (state) => firstLine(state.prompt) || state.session;

export function askToStop(state, done) {
  ask({
    title: 'Stop this session?',
    text: `Every agent of “${nameOf(state)}” is ended. What they have done stays, and the session can be resumed.`,
    cancel: 'Go on working', sure: 'Stop the session',
    act: (reason) => api.stop(api.nameOf(state), reason),
  }, done);
}

export function askToAbort(state, run, done) {
  ask({
    title: `Abort ${run}?`,
    text: `Its processes are ended, and its assignment goes to another agent; where there is none, to the same one in a new conversation.`,
    cancel: 'Let it work', sure: `Abort ${run}`,
    act: (reason) => api.abort(api.nameOf(state), run, reason),
  }, done);
}

/** Shows all that a session asks for before anything of it is executed; what was shown is what is approved. */
export async function askToApprove(state, done) {
  const name = api.nameOf(state);
  const {request, asked} = await api.request(name).catch((refused) => ({asked: {error: refused.message}}));
  ask({
    title: 'Approve this session?',
    text: 'Agents will do this with your rights. Approve it only if it is yours.',
    shown: h('dl.asked', null, inOrder(asked).map(([field, value]) => h('div', null, h('dt', null, field), h('dd', null, value)))),
    cancel: 'Not yet', sure: 'Approve', withoutReason: true,
    act: () => api.approve(name, request),
  }, done);
}

/** What is executed comes first: nothing of it may be below the edge of the screen, behind a long prompt. */
const EXECUTED = ['target', 'workspace', 'setup', 'verify', 'agents', 'roles'];

function inOrder(asked) {
  const place = ([field]) => (EXECUTED.includes(field) ? EXECUTED.indexOf(field) : EXECUTED.length);
  return Object.entries(asked)
    .map(([field, value]) => [field, typeof value === 'string' ? value : JSON.stringify(value)])
    .filter(([, value]) => !['', '[]', '{}', 'null', 'false'].includes(value))
    .sort((a, b) => place(a) - place(b));
}

function ask({title, text, shown = null, cancel, sure: label, withoutReason = false, act}, done) {
  const dialog = byId('sure');
  const reason = h('input', {name: 'reason', placeholder: 'Why? (optional)', maxlength: 200, autofocus: true});
  const wrong = h('p.wrong', {role: 'alert', hidden: true});
  const sure = h('button.button.danger.sure', {type: 'submit'}, label);
  const form = h('form', {method: 'dialog'},
    h('h2', {id: 'sure-title'}, title), h('p', null, text), shown,
    withoutReason ? null : h('label', null, 'Reason', reason), wrong,
    h('div.buttons', null, h('button.button', {type: 'button', onclick: () => dialog.close()}, cancel), sure));
  form.addEventListener('submit', async (submit) => {
    submit.preventDefault();
    sure.disabled = true;
    try {
      const answer = await act(reason.value);
      dialog.close();
      done(answer);
    } catch (refused) {
      wrong.textContent = refused.message;
      wrong.hidden = false;
      sure.disabled = false;
    }
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}
