/** Other tools as SARIF describes them: what each is, and what it says by each of its ids. */
import type { ReportingDescriptor, ToolComponent } from 'sarif';
import { compareText } from '../report/merge.ts';
import type { Report, Result } from '../report/report.ts';
import { plainLine, shorten } from './plain-text.ts';

/** GitHub takes a hundred extensions of a run. */
const mostExtensions = 100;
const longestDescription = 1024;

/** Every tool but ours that saw one of the results, or ran, with its version and the ids that it used. */
export function sarifExtensions(report: Report, results: readonly Result[]): ToolComponent[] {
  const ids = new Map<string, Set<string>>();
  for (const { finding } of results) {
    for (const { tool, ruleId } of finding.detectedBy) {
      const known = ids.get(tool);
      if (known) known.add(ruleId);
      else ids.set(tool, new Set([ruleId]));
    }
  }
  const versions = versionsOf(report);
  const tools = [...new Set([...ids.keys(), ...versions.keys()])].filter((tool) => tool !== report.tool.name).sort(compareText);
  return tools.slice(0, mostExtensions).map((tool) => component(tool, versions.get(tool), [...(ids.get(tool) ?? [])].sort(compareText), report));
}

function versionsOf({ scanners }: Report): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const { id, version, tools = {} } of scanners) {
    for (const [tool, own] of Object.entries(tools)) versions.set(tool, own);
    if (version !== undefined) versions.set(id, version);
  }
  return versions;
}

function component(tool: string, version: string | undefined, ids: readonly string[], report: Report): ToolComponent {
  const plain = version === undefined ? undefined : shorten(plainLine(version), 100);
  return {
    name: plainLine(tool),
    ...(plain === undefined || plain.trim() === '' ? {} : { version: plain }),
    ...(plain !== undefined && /^\d+\.\d+\.\d+(?:[-+][\w.+-]*)?$/.test(plain) ? { semanticVersion: plain } : {}),
    rules: ids.map((id) => descriptor(tool, id, report)),
  };
}

function descriptor(tool: string, id: string, { rules }: Report): ReportingDescriptor {
  const title = plainLine(rules[`${tool}/${id}`]?.title ?? '').trim();
  return { id: plainLine(id), ...(title === '' ? {} : { shortDescription: { text: shorten(title, longestDescription) } }) };
}
