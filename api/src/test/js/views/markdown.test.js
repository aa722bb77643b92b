import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE, event, over, session} from '../support/sessions.js';

const {createMarkdown} = await load('views/markdown.js');
const {editsOf, sayForm, transcriptRows} = await load('views/transcript.js');
const {newCurrent} = await load('state/current.js');

const text = (text, tokens) => ({type: 'text', raw: text, text, tokens});
const link = (href, label) => ({type: 'link', raw: label, href, text: label, tokens: [text(label)]});
const shown = (...tokens) => createMarkdown(() => tokens)('source');

test('tokens become elements', () => {
  const described = shown(
    {type: 'heading', raw: '# A', depth: 1, tokens: [text('A')]},
    {type: 'paragraph', raw: '', tokens: [{type: 'strong', raw: '', tokens: [text('b')]}, {type: 'codespan', raw: '', text: 'c'}]},
    {type: 'code', raw: '', text: 'echo <b>'},
    {type: 'list', raw: '', ordered: false, items: [{task: true, checked: true, loose: false, tokens: [text('one', [text('one')])]}]},
    {type: 'table', raw: '', header: [{tokens: [text('h')]}], rows: [[{tokens: [text('d')]}]]});

  assert.equal(textOf(described), 'Abcecho <b>☑ onehd');
  for (const tag of ['strong', 'code', 'pre', 'ul', 'li', 'table', 'th', 'td']) assert.ok(tags(described).has(tag), tag);
});

test('HTML stays text, as a block and within a line', () => {
  const described = shown({type: 'html', raw: HOSTILE, text: HOSTILE, block: true}, {type: 'paragraph', raw: '', tokens: [{type: 'html', raw: HOSTILE}]});

  assert.equal(textOf(described), HOSTILE + HOSTILE);
  assert.deepEqual([...tags(described)].sort(), ['div', 'p']);
});

test('only links to pages and mail can be followed, and they do not tell where they come from', () => {
  const [good] = all(shown({type: 'paragraph', raw: '', tokens: [link('https://example.org/a', 'docs')]}), 'a');
  assert.deepEqual([good.props.href, good.props.rel, good.props.target], ['https://example.org/a', 'noopener noreferrer nofollow', '_blank']);

  for (const href of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'data:text/html,<script>', 'vbscript:x', '//evil.example', '/logout', '#/s/x', 'file:///etc/passwd', '', undefined, 'java\nscript:x']) {
    const described = shown({type: 'paragraph', raw: '', tokens: [link(href, 'click')]});
    assert.equal(all(described, 'a').length, 0, href);
    assert.match(textOf(described), /^click/);
  }
});

test('an image is a link, so that nothing is loaded from outside', () => {
  const described = shown({type: 'paragraph', raw: '', tokens: [{type: 'image', raw: '', href: 'https://evil.example/pixel.png', text: 'chart'}]});

  assert.equal(textOf(described), 'image: chart');
  assert.ok(!tags(described).has('img'));
});

test('what is not known is shown as its source', () => {
  assert.equal(textOf(shown({type: 'constructor', raw: '{{x}}'}, {type: 'paragraph', raw: '', tokens: [{type: 'math', raw: '$x$'}]})), '{{x}}$x$');
});

test('deep nesting and long texts end in plain text', () => {
  let quote = text('deep', [text('deep')]);
  for (let i = 0; i < 500; i++) quote = {type: 'blockquote', raw: '> deep', tokens: [quote]};
  assert.match(textOf(shown(quote)), /> deep/);

  const long = createMarkdown(() => assert.fail('the lexer is not asked'))('*'.repeat(30_000));
  assert.equal(long.tag, 'pre');
});

test('a conversation shows messages, folded reasoning, commands with their output, and edits as diffs', () => {
  const rows = [
    event(1, {text: 'Hello'}), event(2, {type: 'reasoning', text: 'Hm.'}), event(3, {type: 'usage'}),
    event(4, {type: 'tool_call', data: {toolCall: {kind: 'shell', name: 'Bash', command: 'make', input: {}}}}),
    event(5, {type: 'tool_result', text: 'ok'}),
    event(6, {type: 'tool_result', text: 'line\n'.repeat(40)}),
    event(7, {type: 'tool_call', data: {toolCall: {kind: 'edit', name: 'Edit', input: {old_string: 'a', new_string: HOSTILE}}}}),
    event(8, {type: 'milestone', text: 'half done'}),
  ].map((event) => ({event, isOpen: false}));

  const described = transcriptRows(rows, (source) => `md:${source}`);

  assert.match(textOf(described), /md:Hello.*ReasoningHm\..*Bash make.*ok.*41 lines.*half done/s);
  assert.equal(all(described, '.t-usage').length, 0);
  assert.deepEqual([all(described, '.del').map(textOf), all(described, '.add').map(textOf)], [['-a\n'], [`+${HOSTILE}\n`]]);
  assert.equal(first(described, '.reasoning').props.open, undefined);
  assert.equal(transcriptRows(rows, null)[0], described[0]);
});

test('edits are found in the inputs of different agents', () => {
  assert.deepEqual(editsOf({edits: [{old_string: 'a\n', new_string: 'b'}, {}]}), ['-a\n+b\n']);
  assert.deepEqual(editsOf({content: 'x\ny\n', file_path: 'f'}), ['+x\n+y\n']);
  assert.deepEqual(editsOf({patch: '*** Begin Patch\n+a'}), ['*** Begin Patch\n+a']);
  for (const input of [null, 'text', {}, {edits: 'no'}, {content: 7, old_string: 1}]) assert.deepEqual(editsOf(input), []);
});

test('a message that would keep a lexer busy for minutes is shown as it is', () => {
  const markdown = createMarkdown(() => assert.fail('the lexer is not asked'));

  for (const evil of ['[a](', '![a](', '[', '*a_', '**', '`', '<a ', '> ', '- ', '|', '~~a']) {
    assert.equal(textOf(markdown(evil.repeat(3000).slice(0, 9000))), evil.repeat(3000).slice(0, 9000), evil);
  }
});

test('a message can be said to the agent of a conversation, also when the session has ended', () => {
  const current = (session, own = {}) => ({...newCurrent('s'), session, log: {transcript: 'claude-1'}, ...own});
  const form = sayForm(current(session()));

  assert.deepEqual(form.props.onsubmit, {do: 'say', run: 'claude-1'});
  assert.equal(form.props['data-draft'], 'say s claude-1');
  assert.match(first(sayForm(current(over('done'))), 'textarea').props.placeholder, /goes on with what you say/);
  assert.equal(sayForm(current(over('done', {superseded: true}))), null);
  assert.equal(sayForm({...current(session()), log: {transcript: ''}}), null);
  const refused = sayForm(current(session(), {saying: {isBusy: true, error: 'It does not listen.'}}));
  assert.equal(textOf(first(refused, '.error')), 'It does not listen.');
  assert.equal(first(refused, 'button').props.disabled, true);
});
