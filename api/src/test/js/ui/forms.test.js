import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {goToWrong, openFilled, submitByKey} = await load('ui/forms.js');
const {isAtEnd} = await load('ui/rows.js');

test('Ctrl+Enter sends the text if it may be sent without a choice', () => {
  const sent = [];
  const press = (button, own) => submitByKey({key: 'Enter', ctrlKey: true, metaKey: false, preventDefault() {}, ...own,
    currentTarget: {form: {querySelector: () => button, requestSubmit: (by) => sent.push(by)}}});

  press('the button');
  press(null);
  press('the button', {ctrlKey: false});
  press('the button', {key: 'a'});

  assert.deepEqual(sent, ['the button']);
});

test('a few pixels above the end count as the end', () => {
  assert.ok(isAtEnd({scrollHeight: 1000, scrollTop: 580, clientHeight: 400}));
  assert.ok(!isAtEnd({scrollHeight: 1000, scrollTop: 500, clientHeight: 400}));
});

const group = (...values) => ({open: false, querySelectorAll: () => values.map((value) => ({value}))});

test('groups of a form that have something in them are opened', () => {
  const groups = [group('', ''), group('', 'claude')];

  openFilled({querySelectorAll: () => groups});

  assert.deepEqual(groups.map(({open}) => open), [false, true]);
});

test('the field that was refused gets the focus, and its group is opened', () => {
  const folded = group('');
  const focused = [];
  const wrong = {closest: () => folded, focus: () => focused.push('wrong')};

  goToWrong({querySelector: () => wrong});
  goToWrong({querySelector: () => null});

  assert.deepEqual([folded.open, focused], [true, ['wrong']]);
});
