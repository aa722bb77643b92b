// Carries out intents: the data that descriptions have as handlers. One entry per intent.
import {shownLog} from '../state/page.js';
import {pauseOrResume} from '../state/project.js';
import {pauseOrUnpause} from '../state/session.js';
import {base} from '../state/urls.js';
import {createChangesIntents} from './changes.js';
import {createPaletteIntents} from './palette.js';
import {createSettlingIntents} from './settling.js';
import {submitByKey} from './forms.js';
import {createPlanIntents} from './plan.js';
import {see, toggleNotifications} from './attention.js';
import {isAtEnd} from './rows.js';
import {createStartIntents} from './starting.js';

const TYPING_MILLIS = 120;

/**
 * Returns act(intent, event); an intent is {do: name, …}.
 *
 * @param dropDraft called with a form that was sent
 * @param goTo shows the place of a URL
 */
export function createAct(store, commands, dropDraft, goTo) {
  const {dispatch} = store;
  const current = () => store.get().current;
  const log = () => shownLog(store.get());
  const focus = (selector) => document.querySelector(selector)?.focus();
  const follow = (yes) => dispatch({type: 'followed', follow: yes});
  const filter = (change) => dispatch({type: 'filtered', filter: change});
  let typing = null;

  const INTENTS = {
    pause: () => commands.steer('pause'),
    resume: () => commands.steer('resume'),
    review: () => commands.steer('review'),
    archive: () => commands.steer('archive'),
    unarchive: () => commands.steer('unarchive'),
    pauseOrUnpause: () => {
      const project = store.get().watch?.state;
      if (project && pauseOrResume(project)) commands.control(pauseOrResume(project));
      const control = current()?.session && pauseOrUnpause(current().session);
      if (control) commands.steer(control);
    },
    askToStop: () => commands.askToStop(),
    askToAbort: ({run}) => commands.askToAbort(run),
    askToApprove: () => commands.askToApprove(),
    listMore: () => dispatch({type: 'moreWanted'}),
    closeDialog: ({id}) => dispatch({type: 'dialogClosed', id}),
    showText: (shown) => commands.showText(shown),
    showChangesIfAny: () => current()?.session?.teamwork?.result?.files && commands.showChanges(),
    ...createChangesIntents(dispatch, commands),
    ...createPaletteIntents(store, (intent, event) => act(intent, event), goTo),
    ...createPlanIntents(store, commands),
    ...createStartIntents(store, commands, dropDraft),
    ...createSettlingIntents(commands),
    control: ({control, task}) => commands.control(control, task),
    watchAgain: () => commands.watchAgain(),
    askToControl: ({control, task}) => commands.askToControl(control, task),
    say: async ({run}, event) => {
      event.preventDefault();
      const form = event.currentTarget;
      const {text, interrupt} = form.elements;
      if (!await commands.say(run, text.value.trim(), Boolean(interrupt?.checked))) return;
      dropDraft(form);
      form.reset();
    },
    see: ({ids}) => see(store, ids),
    toggleNotifications: () => toggleNotifications(store),
    logOut: () => commands.logOut().then((isOut) => isOut && location.replace(base)),

    answer: onAnswer,
    answerByKey: (_, event) => submitByKey(event),
    confirm: onSubmit((form) => commands.confirm(form.elements.reason?.value ?? '')),
    typeCode: onSubmit((form) => {
      dispatch({type: 'dialogChanged', id: 'code', change: {typed: form.elements.code.value.trim()}});
      dispatch({type: 'dialogClosed', id: 'code'});
    }),

    filter: ({field}, event) => filter({[field]: event.target.value}),
    filterList: ({field}, event) => dispatch({type: 'listFiltered', filter: {[field]: event.target.value}}),
    searchList: (_, {target}) => dispatch({type: 'listFiltered', filter: {search: target.value}}),
    search: (_, {target}) => {
      clearTimeout(typing);
      typing = setTimeout(() => filter({search: target.value}), TYPING_MILLIS);
    },
    toggleFollow: () => log() && follow(!log().follow),
    earlier: () => dispatch({type: 'earlierWanted'}),
    followNewest: () => {
      follow(true);
      focus('.rows');
    },
    scrolled: (_, {target}) => follow(isAtEnd(target)),
    toggleRow: ({id}) => dispatch({type: 'rowToggled', id}),

    focusSearch: () => focus(document.querySelector('.log') ? '.log input[type="search"]' : '.list input[type="search"]'),
    focusAnswer: () => focus('.needs textarea'),
    focusChoice: () => focus('.needs .choices button, .needs .buttons button'),
  };

  async function onAnswer({item}, event) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!await commands.answer(item, event.submitter?.value ?? '', form.elements.text?.value.trim() ?? '')) return;
    dropDraft(form);
    form.reset();
  }

  const act = (intent, event) => INTENTS[intent.do](intent, event);
  return act;
}

const onSubmit = (submit) => (_, event) => {
  event.preventDefault();
  submit(event.currentTarget);
};
