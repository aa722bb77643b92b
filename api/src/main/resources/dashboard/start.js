// The form that starts a session.
import * as api from '/api.js';
import {byId, h} from '/dom.js';

const TARGET = 'orchestrator.target';

export function askToStart(lastTarget) {
  const dialog = byId('start');
  const wrong = h('p.wrong', {role: 'alert', hidden: true});
  const submit = h('button.button.primary', {type: 'submit'}, 'Start');
  const form = h('form', {method: 'dialog'},
    h('h2', {id: 'start-title'}, 'New session'),
    h('label', null, 'What is to be done?',
      h('textarea', {name: 'prompt', required: true, autofocus: true, placeholder: 'Add a --json flag to every command that reads'})),
    h('label', null, 'Target directory', h('small', null, 'An absolute path on the worker’s machine.'),
      h('input.mono', {name: 'target', required: true, placeholder: '/home/you/code/app', spellcheck: 'false',
        value: localStorage.getItem(TARGET) ?? lastTarget ?? ''})),
    h('div.row', null,
      h('label', null, 'Agents', h('small', null, 'Empty: all that are installed.'),
        h('input', {name: 'agents', placeholder: 'claude, codex', spellcheck: 'false'})),
      h('label', null, 'Session id', h('small', null, 'Empty: one is made.'),
        h('input', {name: 'session', placeholder: 'add-json-flag', spellcheck: 'false'}))),
    h('div.row', null,
      h('label', null, 'Checks', h('small', null, 'Empty: guessed from the build file.'),
        h('input.mono', {name: 'verify', placeholder: 'mvn -q verify', spellcheck: 'false'})),
      h('label', null, 'What reviewers find', h('small', null, 'Who says what follows.'),
        h('select', {name: 'autonomy'}, h('option', {value: ''}, 'is fixed; ask about what is left'),
          h('option', {value: 'supervised'}, 'ask about all of it')))),
    wrong,
    h('div.buttons', null, h('button.button', {type: 'button', onclick: () => dialog.close()}, 'Cancel'), submit));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    try {
      const started = await api.start(requestOf(new FormData(form)));
      localStorage.setItem(TARGET, form.elements.target.value.trim());
      dialog.close();
      location.hash = `#/s/${encodeURIComponent(api.nameOf(started))}`;
    } catch (refused) {
      wrong.textContent = refused.message;
      wrong.hidden = false;
    }
    submit.disabled = false;
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}

function requestOf(data) {
  const text = (name) => data.get(name).trim();
  const request = {prompt: text('prompt'), target: text('target')};
  const agents = text('agents').split(/[\s,]+/).filter(Boolean);
  if (agents.length) request.agents = agents;
  if (text('verify')) request.verify = text('verify');
  if (text('autonomy')) request.autonomy = text('autonomy');
  if (text('session')) request.session = text('session');
  return request;
}
