// Markdown of agents as descriptions of elements. A library splits the text into tokens (marked's lexer); no HTML is ever
// made of it, and HTML in the text stays text. What is not known here is shown as its source.
import {copyButton} from './copy.js';
import {h} from './h.js';

/**
 * A lexer's time grows with the cube of some marks that open and never close, and agents may print anything. A text that is
 * longer or has a paragraph with more of them is shown as it is.
 */
const CHARACTERS_MAX = 10_000;
const PARAGRAPH_MAX = 3000;
const MARKS_MAX = [[/\[/g, 100], [/[*_~]/g, 300], [/[<`|]/g, 600], [/^[>\s]{20,}/gm, 0], [/(?:[-+*] ){20,}/g, 0]];
const DEPTH_MAX = 12;
const LINK = /^(https?:\/\/|mailto:)/i;

/**
 * @param lex (text) → tokens, as marked's lexer
 * @return (text) → a description
 */
export const createMarkdown = (lex) => (text) => {
  if (text.length > CHARACTERS_MAX || text.split(/\n\s*\n/).some(hasTooManyMarks)) return plain(text);
  try {
    return h('div.markdown', null, blocks(lex(text), 0));
  } catch {
    return plain(text); // lists within lists within lists
  }
};

const plain = (text) => h('pre', {tabindex: 0, 'aria-label': 'Message'}, text);

const hasTooManyMarks = (paragraph) => paragraph.length > PARAGRAPH_MAX || MARKS_MAX.some(([mark, max]) => (paragraph.match(mark)?.length ?? 0) > max);

const BLOCK = {
  space: () => null,
  hr: () => h('hr'),
  heading: ({depth, tokens}, deep) => h('p.heading', {class: `of-${depth}`}, inline(tokens, deep)),
  paragraph: ({tokens}, deep) => h('p', null, inline(tokens, deep)),
  text: ({tokens, text}, deep) => h('p', null, tokens ? inline(tokens, deep) : text),
  code: ({text}) => h('div.code', null, h('pre', {tabindex: 0, 'aria-label': 'Code'}, h('code', null, text)), copyButton(text, 'the code')),
  blockquote: ({tokens}, deep) => h('blockquote', null, blocks(tokens, deep)),
  list: ({ordered, start, items}, deep) => h(ordered ? 'ol' : 'ul', {start: ordered && start > 1 ? start : null},
    items.map((item) => h('li', null, item.task ? (item.checked ? '☑ ' : '☐ ') : null, listItem(item, deep)))),
  table: ({header, rows}, deep) => h('div.table', {tabindex: 0, role: 'region', 'aria-label': 'Table'}, h('table', null,
    h('thead', null, h('tr', null, header.map((cell) => h('th', {scope: 'col'}, inline(cell.tokens, deep))))),
    h('tbody', null, rows.map((row) => h('tr', null, row.map((cell) => h('td', null, inline(cell.tokens, deep)))))))),
};

const INLINE = {
  text: ({tokens, text}, deep) => (tokens ? inline(tokens, deep) : text),
  escape: ({text}) => text,
  strong: ({tokens}, deep) => h('strong', null, inline(tokens, deep)),
  em: ({tokens}, deep) => h('em', null, inline(tokens, deep)),
  del: ({tokens}, deep) => h('del', null, inline(tokens, deep)),
  codespan: ({text}) => h('code', null, text),
  br: () => h('br'),
  link: ({href, tokens, text}, deep) => link(href, tokens ? inline(tokens, deep) : text),
  // An image from outside would tell its server who reads this.
  image: ({href, text}) => link(href, `image: ${text || href}`),
};

const blocks = (tokens, deep) => described(BLOCK, tokens, deep, (source) => h('p', null, source));

const inline = (tokens, deep) => described(INLINE, tokens, deep, (source) => source);

/** In a tight list an item's text is no paragraph. */
const listItem = ({tokens, loose}, deep) => (loose ? blocks(tokens, deep)
  : tokens.map((token) => (token.type === 'text' ? inline(token.tokens ?? [token], deep) : blocks([token], deep))));

const described = (kinds, tokens, deep, asText) => (deep >= DEPTH_MAX ? tokens.map(({raw}) => asText(raw))
  : tokens.map((token) => (Object.hasOwn(kinds, token.type) ? kinds[token.type](token, deep + 1) : asText(token.raw ?? ''))));

/** Only links to pages and addresses; others are text. */
const link = (href, content) => (LINK.test(href ?? '')
  ? h('a', {href, title: href, target: '_blank', rel: 'noopener noreferrer nofollow'}, content) : [content, href ? ` (${href})` : '']);
