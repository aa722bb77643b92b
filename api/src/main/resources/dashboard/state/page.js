// The whole state of the page, and how each action changes it.
import {changeCurrent, newCurrent} from './current.js';
import {changeDialogs, noDialogs} from './dialogs.js';

export const emptyPage = (now) => ({
  now,                      // milliseconds; durations on the page are measured against it
  sessions: [],             // the newest answer of the list
  health: null,
  outages: {},              // part of the page → why what it shows may be old
  current: null,            // the session that is shown, see current.js
  dialogs: noDialogs,
});

const CHANGES = {
  ticked: (page, {now}) => ({...page, now}),
  listed: (page, {sessions, health, now}) => ({...page, sessions, health, now}),
  outage: (page, {part, text}) => withOutage(page, part, text),
  navigated: (page, {name}) => navigate(page, name),
};

export function reduce(page, action) {
  const change = CHANGES[action.type];
  if (change) return change(page, action);
  const current = page.current && changeCurrent(page.current, action);
  const dialogs = changeDialogs(page.dialogs, action);
  return current === page.current && dialogs === page.dialogs ? page : {...page, current, dialogs};
}

/** An empty text means that the part works again. */
function withOutage(page, part, text) {
  if ((page.outages[part] ?? '') === text) return page;
  const {[part]: _, ...others} = page.outages;
  return {...page, outages: text ? {...others, [part]: text} : others};
}

/** Outages of the session that was shown before go with it. */
function navigate(page, name) {
  if (name === (page.current?.name ?? '')) return page;
  const {stream, state, steer, ...outages} = page.outages;
  return {...page, outages, current: name ? newCurrent(name) : null};
}

/** Several parts may say the same. */
export const outageText = (page) => [...new Set(Object.values(page.outages))].join(' ');
