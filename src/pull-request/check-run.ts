/** The check run: the verdict on the commit, with annotations on its lines, the worst first. */
import type { Annotation, CheckOutput, GitHub } from '../github/github.ts';
import { remedyOf } from '../finding/reported-rule.ts';
import type { Severity } from '../finding/severity.ts';
import type { Report, Result } from '../report/report.ts';
import { summarise } from '../report/summary.ts';
import { plainLine, shorten } from '../reporters/plain-text.ts';
import type { Publication, WriteOutcome } from './publication.ts';

/** GitHub takes so many annotations with one request: https://docs.github.com/en/rest/checks/runs#create-a-check-run */
const batch = 50;
const mostBatches = 8;
const longestMessage = 8_000;
const longestTitle = 255;
/** An annotation on more lines is shown on the first. */
const longestPlace = 10;

/** @throws GitHubError */
export async function writeCheckRun({ report, context, event, options }: Publication, text: string, github: GitHub): Promise<WriteOutcome> {
  const fresh = summarise(report).shown.filter(({ state }) => state === 'new');
  const shown = fresh.slice(0, batch * mostBatches);
  const annotations = shown.map((result) => annotation(result, report, context));
  const left = fresh.length - shown.length;
  const more =
    left === 0 ? '' : `\n\n${left} more ${left === 1 ? 'finding has' : 'findings have'} no annotation: the mildest ones. The SARIF file has all.`;
  const title = shorten(plainLine(context.redact(titleOf(report))), longestTitle);
  const output = (part: readonly Annotation[]): CheckOutput => ({ title, summary: text + more, annotations: part });
  const { id, url } = await github.createCheckRun({
    name: options.id === 'scan' ? 'faasgate' : `faasgate (${shorten(plainLine(options.id), 80)})`,
    headSha: event.headSha,
    conclusion: report.verdict.exitCode === 0 ? 'success' : 'failure',
    detailsUrl: event.runUrl,
    output: output(annotations.slice(0, batch)),
  });
  for (let from = batch; from < annotations.length; from += batch) await github.addAnnotations(id, output(annotations.slice(from, from + batch)));
  return { kind: 'check-run', status: 'done', ...(url === '' ? {} : { url }) };
}

function titleOf({ verdict }: Report): string {
  const word = { passed: 'Passed', failed: 'Failed', incomplete: 'Could not do its work' }[verdict.outcome];
  return `${word}: ${verdict.reason}`;
}

function annotation({ finding }: Result, report: Report, context: Publication['context']): Annotation {
  const { place, ruleId, severity, message } = finding;
  const advice = context.showableFix(finding.fix)?.title ?? remedyOf(finding, report.rules);
  const text = advice === '' ? message : `${message}. To fix: ${advice}`;
  return {
    path: place.path,
    startLine: place.startLine,
    endLine: place.endLine - place.startLine > longestPlace ? place.startLine : Math.max(place.startLine, place.endLine),
    level: levelOf(severity),
    title: shorten(plainLine(`${severity}: ${ruleId}`), longestTitle),
    message: shorten(plainLine(context.redact(text)), longestMessage),
  };
}

function levelOf(severity: Severity): Annotation['level'] {
  if (severity === 'critical' || severity === 'high') return 'failure';
  return severity === 'medium' ? 'warning' : 'notice';
}
