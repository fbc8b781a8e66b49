/** What a review comment says: what is wrong, why here, what now. */
import { usedHere, type Finding } from '../finding/finding.ts';
import { remedyOf, whyOf } from '../finding/reported-rule.ts';
import type { Report, Result } from '../report/report.ts';
import type { OutputContext } from '../reporters/context.ts';
import { asSentence, fixSection, messageText, relatedText, withoutStop } from '../reporters/markdown.ts';
import { markdownCode, markdownText } from '../reporters/markdown-text.ts';
import { shorten } from '../reporters/plain-text.ts';
import { relatedPlaces } from '../reporters/related.ts';
import type { Suggestion } from './suggestion.ts';

/** A finding in a comment, with what is special about it there. */
export interface Told {
  readonly result: Result;
  /** The comment stands on its own line. */
  readonly exact: boolean;
  /** `above`: what is suggested for another finding of the comment repairs this one as well. */
  readonly suggestion?: Suggestion | 'above' | undefined;
}

/** GitHub takes 65,536 characters; the rest is for the marker. */
const mostCharacters = 40_000;
const mostRelated = 3;
const mostSteps = 8;
const mostListed = 40;
const longestText = 600;

export interface CommentContext {
  readonly report: Report;
  readonly context: OutputContext;
}

/** Everything that is on one line, the worst first. Nothing general is said twice. */
export function commentText(told: readonly Told[], where: CommentContext): string {
  const sections: string[] = [];
  const said = new Set<string>();
  let room = mostCharacters;
  for (const one of told) {
    const section = findingText(one, { said, isOnChange: true }, where);
    if (section.length > room) break;
    room -= section.length;
    sections.push(section);
  }
  const left = told.length - sections.length;
  if (left > 0) sections.push(`${left} more on this line ${left === 1 ? 'is' : 'are'} in the SARIF file.`);
  return sections.join('\n\n---\n\n');
}

/** The first finding in full, and the others of its rule by their places: in words too, where those are others. */
export function groupText(first: Told, others: readonly Result[], where: CommentContext): string {
  const shown = others.slice(0, mostListed);
  const places = new Map<string, string[]>();
  for (const { finding } of shown) places.set(finding.message, [...(places.get(finding.message) ?? []), placeOf(finding)]);
  const lines = [...places].map(([message, at]) => {
    const one = shown.find(({ finding }) => finding.message === message);
    const same = !one || message === first.result.finding.message;
    return same ? `- ${at.join(', ')}` : `- ${messageText(one.finding, where.context, longestText)} (${at.join(', ')})`;
  });
  if (others.length > shown.length) lines.push(`- … and ${others.length - shown.length} more`);
  const heading = `**The same in ${others.length === 1 ? 'one more place' : `${others.length} more places`}:**`;
  const { finding } = first.result;
  const text = findingText(first, { said: new Set([finding.ruleId]), isOnChange: false }, where);
  return [text, heading, lines.join('\n'), footer(finding, where)].join('\n\n');
}

/** What is left of a comment when there is nothing to do any more: its first sentence, and why. */
export function closedText(said: string, why: string): string {
  return `**${why}** · ${titleIn(said)}`;
}

/** The first line of what we wrote, without its emphasis; of a text that others have changed it is only text. */
function titleIn(said: string): string {
  const line = said.split(/\r?\n/).find((text) => text.trim() !== '') ?? '';
  return shorten(line.replaceAll('**', ''), 1000);
}

interface Telling {
  /** What the comment has said already of rules: reasons, remedies, and their footers by id. */
  readonly said: Set<string>;
  /** Where the comment does not stand on the finding, it stands on the change that made it. */
  readonly isOnChange: boolean;
}

function findingText({ result, exact, suggestion }: Told, { said, isOnChange }: Telling, where: CommentContext): string {
  const { finding } = result;
  const { rules } = where.report;
  const once = (text: string, key = text): string => (said.has(key) ? '' : (said.add(key), text));
  const place = exact || isOnChange ? '' : ` · ${placeOf(finding)}`;
  const reason = suggestion === undefined ? 'this change made it so' : 'the fix goes here';
  const parts = [
    `**${messageText(finding, where.context, longestText)}** · ${finding.severity} · ${markdownCode(finding.ruleId)}${place}`,
    exact || !isOnChange ? '' : `It shows at ${placeOf(finding)}; ${reason}.`,
    ...why(finding, once(whyOf(finding, rules)), where),
    fixText(finding, suggestion, where),
    finding.fix && where.context.showableFix(finding.fix) ? '' : sentence(once(remedyOf(finding, rules)), where),
    requested(result, where),
    once(footer(finding, where), finding.ruleId),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Why it matters at all in a sentence, and here: what is known of the way to it. */
function why(finding: Finding, reason: string, where: CommentContext): readonly string[] {
  const { message, flow = [] } = finding;
  const general = reason === '' || reason === message ? '' : sentence(firstSentence(reason), where);
  if (flow.length > 0) {
    const steps = flow.map(({ text }) => sentence(text, where));
    // Where it comes from and where it ends is what matters of a long way.
    const shown = steps.length > mostSteps ? [...steps.slice(0, mostSteps - 2), '…', ...steps.slice(-2)] : steps;
    return [general, shown.join(' → ')];
  }
  const related = relatedPlaces(finding).slice(0, mostRelated);
  const uses = related.filter(({ text }) => text === usedHere).map((one) => asSentence(relatedText(one, where.context)));
  const others = related.filter(({ text }) => text !== usedHere).map((one) => `- ${relatedText(one, where.context)}`);
  return [[general, ...uses].filter((text) => text !== '').join(' '), others.join('\n')];
}

/** The fix where one click applies it, or else folded; and what to look at before. */
function fixText(finding: Finding, suggestion: Told['suggestion'], where: CommentContext): string {
  const { fix } = finding;
  if (!fix || suggestion === undefined) return fixSection([fix], where.context);
  const check = fix.risk === 'safe' || fix.check === undefined ? '' : `Before applying it: ${sentence(withoutStop(fix.check), where)}.`;
  if (suggestion === 'above') return ['The suggestion above repairs this as well.', check].join(' ').trimEnd();
  return [suggestionBlock(suggestion), check].filter((part) => part !== '').join('\n\n');
}

function suggestionBlock({ text }: Suggestion): string {
  const longest = text.reduce((length, line) => Math.max(length, ...(line.match(/`+/g) ?? []).map((run) => run.length)), 2);
  const fence = '`'.repeat(longest + 1);
  return [`${fence}suggestion`, ...text, fence].join('\n');
}

function requested({ suppression }: Result, where: CommentContext): string {
  if (!suppression) return '';
  const reason = suppression.reason === '' ? '' : `: ${sentence(suppression.reason, where)}`;
  if (suppression.status === 'requested') {
    return `This pull request asks to suppress it${reason}. It counts once someone with write access approves it.`;
  }
  return suppression.status === 'expired' ? `Its suppression ran out on ${suppression.until ?? 'a day gone by'}${reason}.` : '';
}

function footer({ ruleId, detectedBy }: Finding, { context, report }: CommentContext): string {
  const others = detectedBy.filter(({ tool }) => tool !== 'faasgate');
  const also = [...new Set(others.map((detection) => `${markdownText(detection.tool)} ${markdownCode(context.redact(detection.ruleId))}`))].slice(
    0,
    4,
  );
  const parts = [
    'faasgate',
    also.length === 0 ? '' : `also ${also.join(', ')}`,
    helpLink(report.rules[ruleId]?.helpUri ?? ''),
    markdownCode(`faasgate:ignore ${ruleId} reason="…"`),
  ];
  return `<sub>${parts.filter((part) => part !== '').join(' · ')}</sub>`;
}

/** Of foreign rules the address is what their tool says: nothing but plain https gets through. */
export function helpLink(uri: string): string {
  return /^https:\/\/[\w.-]+(?:\/[\w./#?=&%+~:-]*)?$/.test(uri) ? `[why](${uri})` : '';
}

function sentence(text: string, { context }: CommentContext): string {
  return markdownText(shorten(context.redact(text), longestText));
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

function placeOf({ place }: Finding): string {
  return markdownCode(shorten(`${place.path}:${place.startLine}`, longestText));
}
