/** Ten pushes to one pull request: after each, exactly the comments that a careful reviewer would leave. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GitHubDouble } from '../github/double.ts';
import type { Pull } from '../github/state.ts';
import { Clock, connected, publishPull } from './session.ts';

const functionUrl = (name: string, auth: string): string => `  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ${name.toLowerCase()}.handler
      Runtime: nodejs24.x
      Tracing: Active
      FunctionUrlConfig:
        AuthType: ${auth}
`;
const header = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Description: the shop
Resources:
`;
const filler = `  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
      SSESpecification:
        SSEEnabled: true
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
`;
const template = (checkout: string, refund: string, { above = '', more = '' } = {}): string =>
  header + above + functionUrl('Checkout', checkout) + filler + functionUrl('Refund', refund) + more;
const safe = template('AWS_IAM', 'AWS_IAM');
const open = template('NONE', 'NONE');

let double: GitHubDouble;
let pull: Pull;
beforeAll(async () => {
  double = await GitHubDouble.start();
});
afterAll(() => double.stop());

/** The threads as a reader of the pull request sees them. */
function seen(): readonly string[] {
  return double.state.threads.map(({ path, line, resolved, comments }) => {
    const [first, ...replies] = comments;
    const said = (first?.body ?? '').split('\n')[1] ?? '';
    const rule = /`([a-z-]+\/[a-z-]+)`/.exec(said)?.[1] ?? '';
    const heading = /^\*\*((?:Fixed|Suppressed|Moved|On the base)[^*]*)\*\*/.exec(said)?.[1];
    const who = /(Checkout|Refund)/.exec(said)?.[1] ?? '';
    const parts = [
      `${path}:${line ?? '-'}`,
      `${rule} ${who}`,
      heading === undefined ? 'open' : heading.replace(/in [0-9a-f]{7}$/, 'in <head>').replace(/:.*/, ''),
      first?.minimised === undefined ? '' : 'folded',
      resolved ? 'resolved' : '',
      replies.length > 0 ? `${replies.length} reply` : '',
    ];
    return parts.filter((part) => part !== '').join(' · ');
  });
}

async function run(): Promise<void> {
  const outcomes = await publishPull(double, pull, connected(double, new Clock()), {}, { writes: ['review', 'summary'] });
  expect(outcomes.filter(({ status }) => status !== 'done' && status !== 'unchanged')).toEqual([]);
}

const rule = 'triggers/public-invocation';
const checkout = (line: number | '-', path = 'template.yaml'): string => `${path}:${line} · ${rule} Checkout`;
const refund = (line: number | '-', path = 'template.yaml'): string => `${path}:${line} · ${rule} Refund`;
const files = (text: string, path = 'template.yaml'): Record<string, string> => ({ [path]: text, 'README.md': 'The shop.\n' });

const shifted = { above: '  # The shop window.\n  # It is open at night.\n' };

interface Step {
  readonly push: string;
  act(): void;
  readonly threads: readonly string[];
  /** The first line of the summary. */
  readonly summary: string;
}

const steps: readonly Step[] = [
  {
    push: 'introduce two defects',
    act: () => (pull = double.openPull(files(open))),
    threads: [`${checkout(12)} · open`, `${refund(33)} · open`],
    summary: '### faasgate: 2 new findings block this merge',
  },
  {
    push: 'move them down by two lines',
    act: () => double.push(pull, files(template('NONE', 'NONE', shifted))),
    threads: [`${checkout(14)} · open`, `${refund(35)} · open`],
    summary: '### faasgate: 2 new findings block this merge',
  },
  {
    push: 'fix half',
    act: () => double.push(pull, files(template('AWS_IAM', 'NONE', shifted))),
    threads: [`${checkout('-')} · Fixed in <head> · folded`, `${refund(35)} · open`],
    summary: '### faasgate: 1 new finding blocks this merge',
  },
  {
    push: 'force-push the same as one commit',
    act: () => double.push(pull, files(template('AWS_IAM', 'NONE', shifted)), [double.state.repository.resolve('refs/heads/main')!]),
    threads: [`${checkout('-')} · Fixed in <head> · folded`, `${refund(35)} · open`],
    summary: '### faasgate: 1 new finding blocks this merge',
  },
  {
    push: 'rebase onto a base that has grown',
    act: () => {
      const base = double.pushBase({ ...files(safe), 'docs.md': 'new\n' });
      double.push(pull, { ...files(template('AWS_IAM', 'NONE', shifted)), 'docs.md': 'new\n' }, [base]);
    },
    threads: [`${checkout('-')} · Fixed in <head> · folded`, `${refund(35)} · open`],
    summary: '### faasgate: 1 new finding blocks this merge',
  },
  {
    push: 'rename the file',
    act: () => double.push(pull, { ...files(template('AWS_IAM', 'NONE', shifted), 'shop.yaml'), 'docs.md': 'new\n' }),
    threads: [`${checkout('-')} · Fixed in <head> · folded`, `${refund('-')} · Moved · folded`, `${refund(35, 'shop.yaml')} · open`],
    summary: '### faasgate: 1 new finding blocks this merge',
  },
  {
    push: 'revert the fix of the first',
    act: () => double.push(pull, { ...files(template('NONE', 'NONE', shifted), 'shop.yaml'), 'docs.md': 'new\n' }),
    threads: [
      `${checkout('-')} · Fixed in <head> · folded`,
      `${refund('-')} · Moved · folded`,
      `${refund(35, 'shop.yaml')} · open`,
      `${checkout(14, 'shop.yaml')} · open`,
    ],
    summary: '### faasgate: 2 new findings block this merge',
  },
  {
    push: 'answer in a thread, and touch its line',
    act: () => {
      double.reply(2, 'Refunds are public on purpose.');
      double.push(pull, { ...files(template('NONE', 'NONE # public', shifted), 'shop.yaml'), 'docs.md': 'new\n' });
    },
    threads: [
      `${checkout('-')} · Fixed in <head> · folded`,
      `${refund('-')} · Moved · folded`,
      `${refund('-', 'shop.yaml')} · open · 1 reply`,
      `${checkout(14, 'shop.yaml')} · open`,
    ],
    summary: '### faasgate: 2 new findings block this merge',
  },
  {
    push: 'suppress that one, as it is known at the base to be wanted',
    act: () => {
      const comment = `NONE # faasgate:ignore ${rule} reason="refunds are public"`;
      double.push(pull, { ...files(template('NONE', comment, shifted), 'shop.yaml'), 'docs.md': 'new\n' });
    },
    threads: [
      `${checkout('-')} · Fixed in <head> · folded`,
      `${refund('-')} · Moved · folded`,
      `${refund('-', 'shop.yaml')} · Suppressed · 1 reply`,
      `${checkout(14, 'shop.yaml')} · open`,
    ],
    summary: '### faasgate: 1 new finding blocks this merge',
  },
  {
    push: 'fix all',
    act: () => double.push(pull, { ...files(template('AWS_IAM', 'AWS_IAM', shifted), 'shop.yaml'), 'docs.md': 'new\n' }),
    threads: [
      `${checkout('-')} · Fixed in <head> · folded`,
      `${refund('-')} · Moved · folded`,
      `${refund('-', 'shop.yaml')} · Suppressed · 1 reply`,
      `${checkout('-', 'shop.yaml')} · Fixed in <head> · folded`,
    ],
    summary: '**faasgate: nothing new.**',
  },
];

test('ten pushes, and after each no comment too many and none missing', async () => {
  double.pushBase(files(safe));
  for (const { push, act, threads, summary } of steps) {
    act();
    await run();
    const notes = double.state.notes.get(pull.number) ?? [];
    expect({ push, threads: seen(), summaries: notes.map(({ body }) => body.split('\n')[1]) }).toEqual({ push, threads, summaries: [summary] });
    const before = double.writes.length;
    await run();
    expect({ push, again: double.writes.length - before }).toEqual({ push, again: 0 });
  }
  expect(double.violations).toEqual([]);
});
