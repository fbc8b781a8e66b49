/** Text from a repository is only text, in every output. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import type { Report } from '../../src/report/report.ts';
import { annotations } from '../../src/reporters/annotations.ts';
import { outputContext, type OutputContext } from '../../src/reporters/context.ts';
import { jsonReport } from '../../src/reporters/json.ts';
import { markdownReport } from '../../src/reporters/markdown.ts';
import { markdownCode, markdownFence, markdownText } from '../../src/reporters/markdown-text.ts';
import { sarifReport } from '../../src/reporters/sarif.ts';
import { terminalReport } from '../../src/reporters/terminal.ts';
import { SourceFile } from '../../src/source/file.ts';
import { finding, place, report } from '../report/samples.ts';
import { schemaErrors } from './schema.ts';

const pieces = [
  '\u001b[31m',
  '\u001b]8;;https://evil.example\u0007',
  '\r',
  '\n',
  '\r\n',
  '\t',
  '\0',
  '\u0008',
  '\u009b31m',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\u2028',
  '\ud800',
  '\u{e0041}',
  '::error::',
  '::stop-commands::x',
  '##[error]',
  '%0A',
  '%',
  ']]>',
  '<script>',
  '</details>',
  '<img src=x onerror=y>',
  '<!--',
  '-->',
  '&amp;',
  '`',
  '```',
  '````',
  '|',
  '[a](http://evil.example)',
  '![a](x)',
  '@octocat',
  '#1',
  'GH-1',
  'https://evil.example',
  'www.evil.example',
  '*',
  '_',
  '~~',
  '\\',
  '\\n',
  '$x$',
  '{0}',
  '1. ',
  '- ',
  '# ',
  '"',
  "'",
  'text',
  ' ',
  '漢',
  '😀',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4, unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join(''));

const made: fc.Arbitrary<{ report: Report; context: OutputContext }> = fc
  .record({ message: hostile, text: hostile, label: hostile, title: hostile, code: hostile, path: hostile, notice: hostile, reason: hostile })
  .map(({ message, text, label, title, code, path, notice, reason }) => {
    const clean = path.replace(/[\0/\\]/g, '') || 'x';
    const at = place(clean, 1, 1, 1, 4);
    const one: Finding = finding({
      message,
      place: at,
      related: [{ place: at, text }],
      subject: { address: label, label, type: text, body: at, construct: label, root: clean },
      fix: { title, risk: 'review', check: text, edits: [{ place: at, text: code }] },
    });
    const file = new SourceFile(clean, `${code}\n${code}`);
    const of: Report = {
      ...report([one], { [clean]: file.text }, { suppressions: [{ rule: 'none/such', reason }] }),
      notices: [{ level: 'error', message: notice, path: clean, line: 2 }],
    };
    return { report: of, context: outputContext(of, () => file, []) };
  });

const runs = { seed: 3, numRuns: 400 } as const;
const invisible = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;

test('a terminal gets no control characters and no more lines than ours', () => {
  fc.assert(
    fc.property(made, ({ report: of, context }) => {
      const shown = terminalReport(of, context, { color: false, all: true });
      expect(shown).not.toMatch(invisible);
      for (const line of shown.split('\n').slice(3)) expect(line).toMatch(/^$|^ {2,}|^(not scanned|note): |^1 critical|^(FAILED|exit)|^[^ ]/u);
    }),
    runs,
  );
});

test('no line of output begins a workflow command but those that are meant', () => {
  fc.assert(
    fc.property(made, ({ report: of, context }) => {
      const lines = annotations(of, context).trimEnd().split('\n');
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(
        /^::error file=[^,:\r\n]+,line=1,endLine=1,col=1,endColumn=4,title=critical%3A triggers\/public-invocation::[^\r\n]*$/,
      );
      expect(lines[0]).not.toMatch(invisible);
    }),
    runs,
  );
});

test('SARIF and JSON stay what they are, with every character written plainly', () => {
  fc.assert(
    fc.property(made, ({ report: of, context }) => {
      const sarif = sarifReport(of, context);
      expect(schemaErrors(JSON.parse(sarif))).toEqual([]);
      expect(sarif).not.toMatch(invisible);
      const { message } = JSON.parse(sarif).runs[0].results[0];
      expect(message.text).not.toMatch(/\]\(/);
      const json = jsonReport(of, context);
      expect(json).not.toMatch(invisible);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(of)));
    }),
    runs,
  );
});

/** What is left of Markdown when code is taken out: fenced blocks and spans, each with its own number of backticks. */
function withoutCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const run = /^`{3,}/.exec(line)?.[0];
    if (fence === undefined && run) fence = run;
    else if (fence === undefined) lines.push(line);
    else if (run && run.length >= fence.length && line.trim() === run) fence = undefined;
  }
  expect(fence).toBeUndefined();
  return lines
    .join('\n')
    .replace(/\\`/g, '')
    .replace(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g, '');
}

test('Markdown holds no markup, link, mention or element but ours', () => {
  fc.assert(
    fc.property(made, ({ report: of, context }) => {
      const page = markdownReport(of, context);
      expect(page).not.toMatch(invisible);
      const text = withoutCode(page);
      expect(text.match(/<[^>]*>?/g)?.filter((tag) => !['<details>', '<summary>', '</summary>', '</details>'].includes(tag)) ?? []).toEqual([]);
      expect(text).not.toMatch(/(?<!\\)(?:\\\\)*`/);
      expect(text).not.toMatch(/(?<!\\)(?:\\\\)*\[/);
      expect(text).not.toMatch(/@\w/);
      expect(text.replace(/&#\d+;/g, '\u{1}')).not.toMatch(/#\w/);
      expect(text).not.toMatch(/:\/\/|GH-\d/i);
      expect(text.match(/<details>/g)).toHaveLength(1);
      expect(text.match(/<\/details>/g)).toHaveLength(1);
    }),
    runs,
  );
});

describe('Markdown', () => {
  test.each([
    ['<b>@me</b> #12', '&lt;b&gt;@&#8203;me&lt;/b&gt; #&#8203;12'],
    ['a|b*c*`d`', 'a\\|b\\*c\\*\\`d\\`'],
    ['1. first', '&#8203;1. first'],
  ])('%s', (text, shown) => expect(markdownText(text)).toBe(shown));

  test('a span outlasts the backticks in it', () => {
    expect(markdownCode('a``b')).toBe('``` a``b ```');
    expect(markdownCode('`')).toBe('`` ` ``');
  });

  test('a block outlasts the fences in it', () => {
    expect(markdownFence('diff', ['+```', '+````'])).toBe('`````diff\n+```\n+````\n`````');
  });
});

test('the summary of a job keeps to its budget and says how much it leaves out', () => {
  const many = Array.from({ length: 5_000 }, (_, i) =>
    finding({ evidence: String(i), message: `finding number ${i} ${'é'.repeat(200)}`, place: place('a.yaml', i + 1) }),
  );
  const of = report(many);
  const page = markdownReport(
    of,
    outputContext(of, () => undefined, []),
  );
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(1024 * 1024);
  expect(Buffer.byteLength(page)).toBeGreaterThan(900_000);
  expect(page).toMatch(/\n\d+ more findings are in the SARIF file/);
});

test('ten annotations of each level, the rest counted', () => {
  const severities = ['high', 'medium', 'low'] as const;
  const many = severities.flatMap((severity) =>
    Array.from({ length: 30 }, (_, i) =>
      finding({ severity, evidence: `${severity} ${i}`, message: `${severity} ${i}`, place: place('a.yaml', i + 1) }),
    ),
  );
  const of = report(many);
  const lines = annotations(
    of,
    outputContext(of, () => undefined, []),
  )
    .trimEnd()
    .split('\n');
  const count = (level: string) => lines.filter((line) => line.startsWith(`::${level} `)).length;
  expect([count('error'), count('warning'), count('notice')]).toEqual([10, 10, 10]);
  expect(lines.at(-1)).toBe('::notice title=faasgate::61 more findings are in the job summary and the SARIF file');
});
