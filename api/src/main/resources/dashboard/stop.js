// Stopping asks first: it ends paid work.
import * as api from '/api.js';
import {byId, h} from '/dom.js';
import {firstLine} from '/format.js';

export function askToStop(state, done) {
  const dialog = byId('stop');
  const reason = h('input', {name: 'reason', placeholder: 'Why? (optional)', maxlength: 200});
  const wrong = h('p.wrong', {role: 'alert', hidden: true});
  const sure = h('button.button.danger.sure', {type: 'submit'}, 'Stop the session');
  const form = h('form', {method: 'dialog'},
    h('h2', {id: 'stop-title'}, 'Stop this session?'),
    h('p', null, `Every agent of “${firstLine(state.prompt) || state.session}” is ended. What they have done stays.`),
    h('label', null, 'Reason', reason), wrong,
    h('div.buttons', null, h('button.button', {type: 'button', onclick: () => dialog.close()}, 'Go on working'), sure));
  form.addEventListener('submit', async (submit) => {
    submit.preventDefault();
    sure.disabled = true;
    try {
      await api.stop(api.nameOf(state), reason.value);
      dialog.close();
      done();
    } catch (refused) {
      wrong.textContent = refused.message;
      wrong.hidden = false;
      sure.disabled = false;
    }
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}
