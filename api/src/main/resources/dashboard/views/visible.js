// Text from files and agents may have characters that hide or reorder what the user reads before a decision.

const COLOURS = /\u001b\[[0-9;:]*m/g;
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Leaves out a terminal's colours, and shows other control characters and overrides of the direction as escapes. */
export const visible = (text) =>
  (SUSPECT.test(text) ? text.replace(COLOURS, '').replace(HIDDEN, (c) => `\\u${hex(c)}`) : text);

const hex = (character) => character.charCodeAt(0).toString(16).padStart(4, '0');
