// The intents of the form for a new session.
import {issueUrlIn, namesIn, requestOf, valuesOfRequest} from '../state/start.js';
import {goToWrong, openFilled} from './forms.js';

const TYPING_MILLIS = 150;

/** @param dropDraft called with a form that was sent */
export function createStartIntents(store, commands, dropDraft) {
  const change = (values) => store.dispatch({type: 'dialogChanged', id: 'start', change: values});
  const dialog = () => store.get().dialogs.start;
  let typing = null;

  const typed = {
    origins: (value) => change({origins: parsed(value)}),
    prompt: (value) => change({issueUrl: issueUrlIn(value)}),
    agents: (value) => change({chosen: namesIn(value)}),
    target: (value) => {
      clearTimeout(typing);
      typing = setTimeout(() => commands.lookAtTarget(value.trim(), false), TYPING_MILLIS);
    },
  };

  return {
    askToStart: () => commands.askToStart(),

    startTyped: (_, {target, currentTarget}) => {
      typed[target.name]?.(target.value);
      const {[target.name]: own, ...others} = dialog()?.origins ?? {};
      if (own) put(currentTarget.elements.origins, JSON.stringify(others));
    },

    startChanged: (_, {target}) => {
      if (target.name !== 'target') return;
      clearTimeout(typing);
      commands.lookAtTarget(target.value.trim(), true);
      commands.loadTemplates(target.value.trim());
    },

    toggleAgent: ({name}, event) => {
      const field = event.currentTarget.form.elements.agents;
      const names = namesIn(field.value);
      put(field, (names.includes(name) ? names.filter((one) => one !== name) : [...names, name]).join(', '));
    },

    /** Fills the form, says for each value where it is from, and starts nothing. */
    useTemplate: (_, {currentTarget}) => {
      const template = dialog().templates[Number(currentTarget.value)];
      change({template});
      if (!template) return;
      const {elements} = currentTarget.form;
      const before = dialog().origins ?? {};
      const isTyped = Boolean(elements.prompt.value.trim()) && !before.prompt;
      const values = Object.entries(valuesOfRequest(template.request)).filter(([name]) => !(isTyped && name === 'prompt'));
      for (const [name, value] of values) put(elements[name], value);
      const own = Object.fromEntries(values.map(([name]) => [name, `${template.name} (${template.origin})`]));
      put(elements.origins, JSON.stringify({...dialog().origins, ...own}));
      openFilled(currentTarget.form);
    },

    fetchIssue: async ({url}, {currentTarget: {form}}) => {
      const text = await commands.fetchIssue(url);
      if (text === null) return goToWrong(form);
      const {origins, prompt} = form.elements;
      put(prompt, text);
      put(origins, JSON.stringify({...dialog()?.origins, prompt: url}));
      prompt.focus();
      return undefined;
    },

    start: async (_, event) => {
      event.preventDefault();
      const form = event.currentTarget;
      const data = new FormData(form);
      if (!await commands.start(requestOf((name) => data.get(name)))) return goToWrong(form);
      return dropDraft(form);
    },
  };
}

/** As if the user had typed it, so that the draft keeps it. The default of a choice is its empty value. */
function put(field, value) {
  field.value = value;
  if (field.selectedIndex < 0) field.value = '';
  field.dispatchEvent(new Event('input', {bubbles: true}));
}

function parsed(json) {
  try {
    return JSON.parse(json || '{}');
  } catch {
    return {};
  }
}
