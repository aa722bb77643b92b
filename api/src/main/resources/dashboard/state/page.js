// The whole state of the page, and how each action changes it.
import {changeCurrent, newCurrent} from './current.js';
import {changeDialogs, noDialogs} from './dialogs.js';

export const emptyPage = (now) => ({
  now,                      // in milliseconds, for durations
  sessions: [],             // the newest list
  health: null,
  outages: {},              // part of the page → why it may be out of date
  current: null,            // the shown session, see current.js
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

/** An empty text ends the outage. */
function withOutage(page, part, text) {
  if ((page.outages[part] ?? '') === text) return page;
  const {[part]: _, ...others} = page.outages;
  return {...page, outages: text ? {...others, [part]: text} : others};
}

/** Outages that concern the previous session are dropped. */
function navigate(page, name) {
  if (name === (page.current?.name ?? '')) return page;
  const {stream, state, steer, ...outages} = page.outages;
  return {...page, outages, current: name ? newCurrent(name) : null};
}

/** Each text once, even if several parts report it. */
export const outageText = (page) => [...new Set(Object.values(page.outages))].join(' ');
