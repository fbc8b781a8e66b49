/** The quick reader reads what the full one reads, with the same places, and leaves to it whatever is unusual. */
import { expect, test } from 'vitest';
import { SourceFile } from '../../src/source/file.ts';
import { readPlainYaml } from '../../src/syntax/plain-yaml.ts';
import { readWholeYaml } from '../../src/syntax/yaml.ts';
import type { DocumentNode } from '../../src/syntax/document.ts';
import { broken } from './broken.ts';
import { samples } from './samples.ts';

/** Everything of a node but its file. */
function facts(node: DocumentNode): unknown {
  const { at, whole, tag, style } = node;
  const base = [node.kind, style, tag, at.start, at.end, whole.start, whole.end];
  if (node.kind === 'scalar') return [...base, node.value, node.text];
  if (node.kind === 'sequence') return [...base, node.items.map(facts)];
  return [...base, node.pairs.map(({ key, value }) => [facts(key), facts(value)])];
}

function sameInBoth(text: string): 'same' | 'left' {
  const file = new SourceFile('a.yaml', text);
  const quick = readPlainYaml(file);
  if (!quick) return 'left';
  const whole = readWholeYaml(file);
  expect({ text, problems: whole.problems, roots: whole.roots.map(facts) }).toEqual({ text, problems: [], roots: [facts(quick)] });
  return 'same';
}

const [template, , , , flush] = samples;

test.each([
  ['a template', template!.text],
  ['dashes below keys', flush!.text],
  ['Windows line endings', template!.text.replaceAll('\n', '\r\n')],
  ['a marker at its beginning', `# c\n---\n${flush!.text}`],
  ['no line ending at its end', 'a:\n  - b: "c"\n    d: |\n      e'],
  ['a tag on a line of its own', 'a:\n  !Sub\n    - "${b}"\n    - b: c\nd:\n  !Ref e\n'],
  ['block scalars of every kind', 'a: |\n  b\n\n   c\n\nd: >-\n  e\n  f\n# g\nh: |+\n  i\n\nj: 1\n'],
  ['texts over several lines', 'a: b\n  c # d\ne: "f\n  g"\nh:\n  - i\n    j\n\n    k\n'],
  ['flow collections over several lines', 'a: [\n  b, # c\n  {d: \'e\', "f": !Ref g},\n]\n'],
  ['keys of all kinds', '\'a\': 1\n"b" : 2\nc d: 3\n1: 4\nhttp://x: 5\n'],
])('%s', (_, text) => expect(sameInBoth(text)).toBe('same'));

test.each([
  'a: &b c\nd: *b\n',
  '? a\n: b\n',
  '%YAML 1.2\n---\na: b\n',
  'a: b\n---\nc: d\n',
  'a: b: c\n',
  'a:\n\t- b\n',
  'a: [b\n',
  'a: "b\n',
  '- a\nb: c\n',
  'a:\n    b: c\n  d: e\n',
  'text\n',
  '',
])('leaves %j to the full reader', (text) => expect(sameInBoth(text)).toBe('left'));

test.each(samples.filter(({ path }) => path.endsWith('ml')))('$path, cut and changed anywhere, is read alike', ({ text }) => {
  const answers = [...broken(text, 600)].map(sameInBoth);
  expect(answers.filter((answer) => answer === 'left').length).toBeGreaterThan(50);
});
