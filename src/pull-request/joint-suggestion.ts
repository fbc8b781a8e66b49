/** One suggestion for all that a comment tells of: GitHub applies one, and it replaces exactly the lines of the comment. */
import type { VerifiedFix } from '../finding/finding.ts';
import type { OutputContext } from '../reporters/context.ts';
import type { DiffLines } from './diff-lines.ts';
import { isSame, suggestionFor, type Lines, type Suggestion } from './suggestion.ts';

export interface JointSuggestion {
  readonly suggestion: Suggestion;
  /** The positions of the fixes that are in it, in order. */
  readonly members: readonly number[];
}

/** More findings than this at one place are no comment that anybody reads to its end. */
const mostTried = 20;

/**
 * As many of the fixes as go together near these lines, the first ones first. A comment that is still to be made grows by the lines that
 * they need; one that `stays` takes what fits. Undefined where none does.
 */
export function jointSuggestion(
  fixes: readonly (VerifiedFix | undefined)[],
  at: Lines,
  place: 'stays' | 'grows',
  diff: DiffLines,
  context: OutputContext,
): JointSuggestion | undefined {
  let joint: JointSuggestion | undefined;
  for (const index of fixes.slice(0, mostTried).keys()) {
    const members = [...(joint?.members ?? []), index];
    const wanted = members.map((member) => fixes[member]);
    const suggestion = suggestionFor(wanted, diff, context)?.reach(at);
    if (suggestion && (place === 'grows' || isSame(suggestion.lines, at))) joint = { suggestion, members };
  }
  return joint;
}
