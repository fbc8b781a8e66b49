/** What a review comment says: what is wrong, why here, what now. */
import { usedHere, type Finding } from '../finding/finding.ts';
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
  readonly suggestion?: Suggestion | undefined;
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

/** Everything that is on one line, the worst first. What is so of a rule is said with the first of its findings. */
export function commentText(told: readonly Told[], where: CommentContext): string {
  const sections: string[] = [];
  const explained = new Set<string>();
  let room = mostCharacters;
  for (const one of told) {
    const { ruleId } = one.result.finding;
    const section = findingText(one, { isFirst: !explained.has(ruleId), isOnChange: true }, where);
    if (section.length > room) break;
    explained.add(ruleId);
    room -= section.length;
    sections.push(section);
  }
  const left = told.length - sections.length;
  if (left > 0) sections.push(`${left} more on this line ${left === 1 ? 'is' : 'are'} in the SARIF file.`);
  return sections.join('\n\n---\n\n');
}

/** The first finding in full, and the others of its rule by their places. */
export function groupText(first: Told, others: readonly Result[], where: CommentContext): string {
  const lines = others.slice(0, mostListed).map(({ finding }) => `- ${messageText(finding, where.context, longestText)} (${placeOf(finding)})`);
  if (others.length > lines.length) lines.push(`- … and ${others.length - lines.length} more`);
  const heading = `**The same in ${others.length === 1 ? 'one more place' : `${others.length} more places`}:**`;
  return `${findingText(first, { isFirst: true, isOnChange: false }, where)}\n\n${heading}\n\n${lines.join('\n')}`;
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
  /** The first one of its rule in the comment. */
  readonly isFirst: boolean;
  /** Where the comment does not stand on the finding, it stands on the change that made it. */
  readonly isOnChange: boolean;
}

function findingText({ result, exact, suggestion }: Told, { isFirst, isOnChange }: Telling, where: CommentContext): string {
  const { finding } = result;
  const { report, context } = where;
  const rule = report.rules[finding.ruleId];
  const place = exact || isOnChange ? '' : ` · ${placeOf(finding)}`;
  const parts = [
    `**${messageText(finding, context, longestText)}** · ${finding.severity} · ${markdownCode(finding.ruleId)}${place}`,
    exact || !isOnChange ? '' : `It shows at ${placeOf(finding)}; this change made it so.`,
    ...why(finding, isFirst ? (rule?.why ?? '') : '', where),
    suggestion ? suggestionBlock(suggestion) : fixSection(finding, context),
    afterFix(finding, suggestion, isFirst ? (rule?.remedy ?? '') : '', where),
    requested(result, where),
    isFirst ? footer(finding, rule?.helpUri ?? '', where) : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Why it matters at all in a sentence, and here: what is known of the way to it. */
function why(finding: Finding, reason: string, where: CommentContext): readonly string[] {
  const { message, flow = [] } = finding;
  const general = reason === '' || reason === message ? '' : sentence(firstSentence(reason), where);
  if (flow.length > 0) {
    const steps = flow.slice(0, mostSteps).map(({ text }) => sentence(text, where));
    return [general, `${steps.join(' → ')}${flow.length > steps.length ? ' → …' : ''}`];
  }
  const related = relatedPlaces(finding).slice(0, mostRelated);
  const uses = related.filter(({ text }) => text === usedHere).map((one) => asSentence(relatedText(one, where.context)));
  const others = related.filter(({ text }) => text !== usedHere).map((one) => `- ${relatedText(one, where.context)}`);
  return [[general, ...uses].filter((text) => text !== '').join(' '), others.join('\n')];
}

function suggestionBlock({ text }: Suggestion): string {
  const longest = text.reduce((length, line) => Math.max(length, ...(line.match(/`+/g) ?? []).map((run) => run.length)), 2);
  const fence = '`'.repeat(longest + 1);
  return [`${fence}suggestion`, ...text, fence].join('\n');
}

function afterFix({ fix }: Finding, suggestion: Suggestion | undefined, remedy: string, where: CommentContext): string {
  if (!fix || !where.context.showableFix(fix)) return sentence(remedy, where);
  if (!suggestion || fix.risk === 'safe' || fix.check === undefined) return '';
  return `Before applying it: ${sentence(withoutStop(fix.check), where)}.`;
}

function requested({ suppression }: Result, where: CommentContext): string {
  if (!suppression) return '';
  const reason = suppression.reason === '' ? '' : `: ${sentence(suppression.reason, where)}`;
  if (suppression.status === 'requested') {
    return `This pull request asks to suppress it${reason}. It counts once someone with write access approves it.`;
  }
  return suppression.status === 'expired' ? `Its suppression ran out on ${suppression.until ?? 'a day gone by'}${reason}.` : '';
}

function footer({ ruleId, detectedBy }: Finding, helpUri: string, { context }: CommentContext): string {
  const others = detectedBy.filter(({ tool }) => tool !== 'faasgate');
  const also = [...new Set(others.map((detection) => `${markdownText(detection.tool)} ${markdownCode(context.redact(detection.ruleId))}`))].slice(
    0,
    4,
  );
  const parts = [
    'faasgate',
    also.length === 0 ? '' : `also ${also.join(', ')}`,
    helpLink(helpUri),
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
