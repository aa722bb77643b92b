// Asks for the code without which an answer does not count: a person has to read it here and type it.
import {byId, h} from '/dom.js';

/** Sends; where a code is missing, asks for it and sends once more with it. */
export async function withCode(send) {
  try {
    return await send({});
  } catch (refused) {
    if (!refused.code) throw refused;
    const code = await ask(refused.code);
    if (!code) throw new Error('Nothing was sent: the code was not typed.');
    return send({code});
  }
}

function ask(code) {
  const dialog = byId('code');
  const typed = h('input', {name: 'code', inputmode: 'numeric', autocomplete: 'off', maxlength: 6, autofocus: true});
  const form = h('form', {method: 'dialog'},
    h('h2', {id: 'code-title'}, `Type ${code} to confirm`),
    h('p', null, 'An agent that gets hold of your token cannot see this number, and so cannot answer for you.'),
    h('label', null, 'Code', typed),
    h('div.buttons', null,
      h('button.button', {type: 'button', onclick: () => dialog.close()}, 'Cancel'),
      h('button.button.primary', {type: 'submit', value: 'sure', 'data-key': 'confirm'}, 'Confirm')));
  dialog.replaceChildren(form);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener('close',
    () => resolve(dialog.returnValue === 'sure' ? typed.value.trim() : ''), {once: true}));
}
