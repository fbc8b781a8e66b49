/** An approval counts for the head that it was given to. */
import { expect, test } from 'vitest';
import type { EventContext } from '../../src/github/event.ts';
import { approvalLabel, approvedBy, type SetLabel } from '../../src/pull-request/approval.ts';
import { pullEvent } from './checking.ts';

const sha = 'a'.repeat(40);
const pushed = '2026-11-22T12:00:00Z';
const event = (more: Partial<EventContext> = {}): EventContext => {
  const plain = pullEvent(sha, sha);
  return { ...plain, action: 'synchronize', pull: { ...plain.pull!, updatedAt: pushed }, ...more };
};
const label = (more: Partial<SetLabel> = {}): SetLabel => ({
  name: approvalLabel,
  setBy: 'octocat',
  setAt: '2026-11-22T12:00:01Z',
  bySomeoneWhoMayWrite: true,
  ...more,
});

test.each<[string, EventContext, readonly SetLabel[], string | undefined]>([
  ['set since the push', event(), [label()], 'octocat'],
  ['set before the push: it does not cover what came after', event(), [label({ setAt: '2026-11-22T11:59:59Z' })], undefined],
  ['set by somebody who may not write', event(), [label({ bySomeoneWhoMayWrite: false })], undefined],
  ['another label', event(), [label({ name: 'approve' })], undefined],
  ['nobody knows who set it', event(), [label({ setBy: undefined })], undefined],
  ['nobody knows when', event(), [label({ setAt: undefined })], undefined],
  ['the event tells of the label itself', event({ action: 'labeled', label: approvalLabel }), [label({ setAt: undefined })], 'octocat'],
  [
    'the event tells of another label, and this one is older',
    event({ action: 'labeled', label: 'bug' }),
    [label({ setAt: '2026-11-22T11:00:00Z' })],
    undefined,
  ],
  ['a queue', event({ name: 'merge_group', pull: undefined, ref: `refs/heads/gh-readonly-queue/main/pr-7-${sha}` }), [label()], 'octocat'],
  ['a queue of nobody', event({ name: 'merge_group', pull: undefined, ref: 'refs/heads/main' }), [label()], undefined],
])('%s', async (_, context, labels, expected) => {
  expect(await approvedBy(context, () => Promise.resolve(labels))).toBe(expected);
});
