/** Who has approved the suppressions that a pull request adds: the label, and who set it when. */
import type { EventContext } from '../github/event.ts';

export const approvalLabel = 'faasgate/approve';

/** A label on a pull request with whoever set it last. */
export interface SetLabel {
  readonly name: string;
  readonly setBy: string | undefined;
  /** ISO 8601. */
  readonly setAt: string | undefined;
  readonly bySomeoneWhoMayWrite: boolean;
}

/**
 * Somebody with write access who has set the label upon this very head: an approval does not cover what is pushed after it. The event
 * that tells of the label shows the head as it was then; any other event is later than the push of its head.
 */
export async function approvedBy(event: EventContext, labels: (pull: number) => Promise<readonly SetLabel[]>): Promise<string | undefined> {
  const pull = event.pull?.number ?? queuedPull(event);
  if (pull === undefined) return undefined;
  const label = (await labels(pull)).find(({ name }) => name === approvalLabel);
  if (!label?.setBy || !label.bySomeoneWhoMayWrite) return undefined;
  // What is pushed to a pull request takes it out of the queue.
  if (event.name === 'merge_group') return label.setBy;
  const isNews = event.action === 'labeled' && event.label === approvalLabel;
  return isNews || isSince(label.setAt, event.pull?.updatedAt) ? label.setBy : undefined;
}

function isSince(moment: string | undefined, start: string | undefined): boolean {
  return moment !== undefined && start !== undefined && Date.parse(moment) >= Date.parse(start);
}

/** https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue (2026-11) */
function queuedPull({ name, ref }: EventContext): number | undefined {
  const match = name === 'merge_group' ? /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d+)-[0-9a-f]{40}$/.exec(ref) : null;
  return match ? Number(match[1]) : undefined;
}
