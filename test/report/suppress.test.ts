/** Suppressions: what is accepted stays in the report, with its reason; what gives no reason is not accepted. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import type { Report } from '../../src/report/report.ts';
import type { ConfiguredSuppression } from '../../src/report/suppress.ts';
import { SourceFile } from '../../src/source/file.ts';
import { finding, placeOf, report } from './samples.ts';

const rule = 'triggers/public-invocation';
const reason = 'reason="a public webhook"';

/** `NONE` in the body of `Checkout` is the finding. */
function run(text: string, path = 'template.yaml', suppressions: readonly ConfiguredSuppression[] = []): Report {
  const file = new SourceFile(path, text);
  const start = placeOf(file, 'Checkout');
  const body = { ...placeOf(file, text.slice(text.indexOf('Checkout'), text.indexOf('NONE') + 4)), startLine: start.startLine };
  const found: Finding = finding({ place: placeOf(file, 'NONE'), subject: { ...finding().subject, body } });
  return report([found], { [path]: text }, { suppressions, configPath: 'faasgate.yml' });
}

const template = (comments: { above?: string; head?: string; below?: string; line?: string; near?: string } = {}): string =>
  [
    'Resources:',
    ...(comments.above === undefined ? [] : [`  ${comments.above}`]),
    `  Checkout:${comments.head === undefined ? '' : ` ${comments.head}`}`,
    ...(comments.below === undefined ? [] : [`    ${comments.below}`]),
    '    Type: AWS::Serverless::Function',
    ...(comments.near === undefined ? [] : [`    ${comments.near}`]),
    `    AuthType: NONE${comments.line === undefined ? '' : ` ${comments.line}`}`,
    '',
  ].join('\n');

const suppressionOf = ({ results }: Report) => results[0]?.suppression;
const messages = ({ notices }: Report) => notices.map(({ message }) => message);

describe('a comment counts', () => {
  test.each([
    ['on the line', { line: `# faasgate:ignore ${rule} ${reason}` }],
    ['on the line above', { near: `# faasgate:ignore ${rule} ${reason}` }],
    ['above the resource', { above: `# faasgate:ignore ${rule} ${reason}` }],
    ['behind the head of the resource', { head: `# faasgate:ignore ${rule} ${reason}` }],
    ['directly below the head', { below: `# faasgate:ignore ${rule} ${reason}` }],
    ['with a family', { line: `# faasgate:ignore triggers/* ${reason}` }],
    ['with several rules', { line: `# faasgate:ignore iam/wildcard-action, ${rule} ${reason}` }],
    ['with slashes', { near: `// faasgate:ignore ${rule} ${reason}` }],
    ['in a block', { near: `/* faasgate:ignore ${rule} ${reason} */` }],
    ['in single quotes, the date first', { line: `# faasgate:ignore ${rule} until=2026-11-20 reason='it is a webhook'` }],
  ])('%s', (_, comments) => {
    const result = run(template(comments));
    expect(suppressionOf(result)).toMatchObject({ kind: 'inline', status: 'accepted', path: 'template.yaml' });
    expect(result.verdict).toMatchObject({ outcome: 'passed', exitCode: 0, blocking: [] });
    expect(messages(result)).toEqual([]);
  });

  test('in a block of several lines, behind other comments', () => {
    const text = template().replace(
      '    AuthType',
      `    /*\n     * faasgate:ignore ${rule} ${reason}\n     */\n    # the partner signs its calls\n\n    AuthType`,
    );
    expect(suppressionOf(run(text))?.status).toBe('accepted');
  });
});

describe('a comment does not count', () => {
  test.each([
    ['for another rule', { line: `# faasgate:ignore iam/wildcard-action ${reason}` }, 'matches nothing'],
    ['for a rule that only begins alike', { line: `# faasgate:ignore triggers/public ${reason}` }, 'matches nothing'],
    ['behind the line before', { below: `Runtime: x # faasgate:ignore ${rule} ${reason}`, near: 'Handler: y' }, 'matches nothing'],
    ['without a reason', { line: `# faasgate:ignore ${rule}` }, 'gives no reason'],
    ['with an empty reason', { line: `# faasgate:ignore ${rule} reason=" "` }, 'gives no reason'],
    ['with a reason that is not quoted', { line: `# faasgate:ignore ${rule} reason=because` }, 'in quotes'],
    ['without a rule', { line: `# faasgate:ignore ${reason}` }, 'names no rule'],
    ['with an unknown option', { line: `# faasgate:ignore ${rule} ${reason} untill=2027-01-01` }, '"untill"'],
    ['with a day that does not exist', { line: `# faasgate:ignore ${rule} ${reason} until=2027-02-30` }, '"2027-02-30"'],
  ])('%s', (_, comments, told) => {
    const result = run(template(comments));
    expect(suppressionOf(result)).toBeUndefined();
    expect(result.verdict.exitCode).toBe(1);
    expect(result.notices).toMatchObject([{ level: 'info', path: 'template.yaml', message: expect.stringContaining(told) }]);
  });

  test('outside of comments', () => {
    const text = template({ near: `Description: faasgate:ignore ${rule} ${reason}` });
    expect(suppressionOf(run(text))).toBeUndefined();
    expect(messages(run(text))).toEqual([]);
  });
});

test('an expired suppression suppresses nothing, stays visible and is told', () => {
  const result = run(template({ line: `# faasgate:ignore ${rule} ${reason} until=2026-11-19` }));
  expect(suppressionOf(result)).toMatchObject({ status: 'expired', until: '2026-11-19', reason: 'a public webhook' });
  expect(result.verdict.exitCode).toBe(1);
  expect(messages(result)).toEqual([expect.stringContaining('expired yesterday')]);
});

test('one that holds goes before one that has expired', () => {
  const text = template({ near: `# faasgate:ignore ${rule} ${reason} until=2020-01-01`, line: `# faasgate:ignore ${rule} reason="renewed"` });
  expect(suppressionOf(run(text))).toMatchObject({ status: 'accepted', reason: 'renewed' });
});

const resource = (ignore: unknown) => ({
  Resources: {
    Checkout: {
      Type: 'AWS::Serverless::Function',
      Metadata: { 'aws:cdk:path': 'Stack/Checkout', faasgate: { ignore } },
      Properties: { AuthType: 'NONE' },
    },
  },
});

describe('metadata', () => {
  test.each([
    ['JSON', 'template.json', 2],
    ['JSON on one line', 'template.json', undefined],
    ['YAML', 'template.yaml', 2],
  ])('counts in %s', (_, path, space) => {
    const text = JSON.stringify(resource([{ rule, reason: 'a public webhook', until: '2027-01-01' }]), undefined, space);
    const result = run(text, path);
    expect(suppressionOf(result)).toMatchObject({ kind: 'inline', status: 'accepted', reason: 'a public webhook', until: '2027-01-01' });
  });

  test('needs a reason', () => {
    const result = run(JSON.stringify(resource([{ rule }]), undefined, 2), 'template.json');
    expect(suppressionOf(result)).toBeUndefined();
    expect(messages(result)).toEqual([expect.stringContaining('gives no reason')]);
  });

  test('of the whole template speaks of nothing', () => {
    const text = JSON.stringify({ Metadata: { faasgate: { ignore: [{ rule, reason: 'all' }] } }, ...resource([]) }, undefined, 2);
    expect(suppressionOf(run(text, 'template.json'))).toBeUndefined();
  });

  test('of another resource does not count', () => {
    const other = { Other: { Type: 'x', Metadata: { faasgate: { ignore: [{ rule, reason: 'r' }] } } } };
    const text = JSON.stringify({ Resources: { ...resource([]).Resources, ...other } }, undefined, 2);
    expect(suppressionOf(run(text, 'template.json'))).toBeUndefined();
  });
});

describe('the configuration', () => {
  test.each([
    [{ rule }, true],
    [{ rule: 'triggers/*' }, true],
    [{ rule, path: 'services/**' }, true],
    [{ rule, path: '*.yaml' }, true],
    [{ rule, path: 'services' }, true],
    [{ rule, path: 'services/*/template.yaml' }, true],
    [{ rule, path: '**/checkout/*.yaml' }, true],
    [{ rule, path: 'services/*.yaml' }, false],
    [{ rule, path: 'template' }, false],
    [{ rule, resource: 'Check*' }, true],
    [{ rule, resource: 'Check' }, false],
    [{ rule: 'iam/*' }, false],
  ])('%j: %s', (entry, holds) => {
    const result = run(template(), 'services/checkout/template.yaml', [{ ...entry, reason: 'accepted by the owners' }]);
    const told = holds ? [] : ['the suppression of ' + entry.rule + ' matches nothing: delete it'];
    expect({ status: suppressionOf(result)?.status, told: messages(result) }).toEqual({ status: holds ? 'accepted' : undefined, told });
  });

  test('an earlier name of a rule still counts', () => {
    const text = template({ line: `# faasgate:ignore lambda/open-url ${reason}` });
    const file = new SourceFile('template.yaml', text);
    const result = report([finding({ place: placeOf(file, 'NONE') })], { 'template.yaml': text }, { formerly: new Map([['lambda/open-url', rule]]) });
    expect(suppressionOf(result)?.status).toBe('accepted');
  });
});

test('a thousand comments in one file take no time to speak of', () => {
  const text = `# faasgate:ignore ${rule} ${reason}\n`.repeat(20_000) + template();
  const started = performance.now();
  expect(run(text).results).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(5_000);
});
