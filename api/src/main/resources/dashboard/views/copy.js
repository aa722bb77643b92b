// A text that one needs elsewhere, with a button that copies it.
import {h} from './h.js';

/** @param what names the text for those who do not see it */
export const copyButton = (text, what) =>
  h('button.copy', {key: `copy ${what}`, type: 'button', title: `Copy ${what}`, 'aria-label': `Copy ${what}`, onclick: {do: 'copy', text}});
