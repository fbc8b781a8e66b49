/** What readers make of a file is made once, until they are told to let go of it; an edited file knows where it came from. */
import { expect, test } from 'vitest';
import { applyEdits, insertText } from '../../src/source/edit.ts';
import { decode, SourceFile } from '../../src/source/file.ts';

const length = ({ text }: SourceFile): { readonly length: number } => ({ length: text.length });

test('what is made of a file is made once', () => {
  const file = new SourceFile('a.yaml', 'abc');
  expect(file.made(length)).toBeUndefined();
  const first = file.once(length);
  expect(first).toEqual({ length: 3 });
  expect(file.once(length)).toBe(first);
  expect(file.made(length)).toBe(first);
});

test('a file that was told to forget makes it anew', () => {
  const file = new SourceFile('a.yaml', 'abc');
  const first = file.once(length);
  file.forget();
  expect(file.made(length)).toBeUndefined();
  expect(file.once(length)).not.toBe(first);
});

test('an edited file leads back to what it was', () => {
  const file = new SourceFile('a.yaml', 'abc');
  const edit = insertText(file, 1, '-');
  const edited = applyEdits(file, [edit, insertText(new SourceFile('b.yaml', ''), 0, '+')]);
  expect(edited.text).toBe('a-bc');
  expect(edited.origin).toEqual({ file, edits: [edit] });
  expect(file.origin).toBeUndefined();
});

test.each(['plain', 'é', '😀 and more'])('%s is decoded as it is', (text) => expect(decode('a', Buffer.from(`${text}\n`)).text).toBe(`${text}\n`));
