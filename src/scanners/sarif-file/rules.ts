/** What a run says of its tool and its rules. */
import type { ReportedRule } from '../../finding/reported-rule.ts';
import type { Severity } from '../../finding/severity.ts';
import { at, number, object, objects, text, whole, type Json } from './log.ts';

/** Rules of a run, the driver's and its extensions'. */
export interface RunRules {
  readonly lists: readonly (readonly Json[])[];
  readonly byId: ReadonlyMap<string, Json>;
}

export function runRules(run: Json): RunRules {
  const lists = [at(run, 'tool', 'driver'), ...objects(at(run, 'tool', 'extensions'))].map((component) => objects(at(component, 'rules')));
  const byId = new Map<string, Json>();
  for (const rule of lists.flat()) {
    const id = text(rule['id']);
    if (id !== undefined && !byId.has(id)) byId.set(id, rule);
  }
  return { lists, byId };
}

export interface NamedRule {
  readonly id: string;
  readonly rule: Json | undefined;
}

/** By id, or by index where no id is written; `CA1000/1` is a case of `CA1000`. */
export function ruleOf(result: Json, { lists, byId }: RunRules): NamedRule {
  const written = text(result['ruleId']) ?? text(at(result, 'rule', 'id'));
  const index = whole(result['ruleIndex']) ?? whole(at(result, 'rule', 'index'));
  const component = whole(at(result, 'rule', 'toolComponent', 'index'));
  const listed = index === undefined ? undefined : lists[component === undefined ? 0 : component + 1]?.[index];
  const id = written ?? text(listed?.['id']) ?? 'unnamed';
  const parent = id.includes('/') ? byId.get(id.slice(0, id.lastIndexOf('/'))) : undefined;
  return { id, rule: byId.get(id) ?? parent ?? listed };
}

/** Lower case with dashes: `Semgrep OSS` → `semgrep-oss`. Long ones are cut. */
export function toolId(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  return id === '' ? 'unnamed-tool' : id;
}

/** GitHub's bands: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const bands: readonly (readonly [number, Severity])[] = [
  [9, 'critical'],
  [7, 'high'],
  [4, 'medium'],
  [0.1, 'low'],
];

const levels: ReadonlyMap<string, Severity> = new Map([
  ['error', 'high'],
  ['warning', 'medium'],
  ['note', 'low'],
  ['none', 'note'],
]);

export function severityOf(result: Json, rule: Json | undefined): Severity {
  const score = number(at(result, 'properties', 'security-severity')) ?? number(at(rule, 'properties', 'security-severity'));
  if (score !== undefined && score >= 0 && score <= 10) return bands.find(([least]) => score >= least)?.[1] ?? 'note';
  const kind = text(result['kind']);
  if (kind === 'review' || kind === 'open' || kind === 'informational') return 'note';
  const level = text(result['level']) ?? text(at(rule, 'defaultConfiguration', 'level')) ?? 'warning';
  return levels.get(level) ?? 'medium';
}

const longestTitle = 300;

export function titleOf({ id, rule }: NamedRule): string {
  const title = text(at(rule, 'shortDescription', 'text')) ?? text(at(rule, 'fullDescription', 'text')) ?? text(rule?.['name']) ?? id;
  return sentence(title);
}

/** One line without full stop; links become their texts. */
export function sentence(words: string): string {
  const line = words
    .replaceAll(/\[([^\]]{1,200})\]\([^)\s]{0,500}\)/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '');
  return line.length > longestTitle ? `${line.slice(0, longestTitle - 1)}…` : line;
}

export function reportedRule(ruleId: string, tool: string, named: NamedRule, severity: Severity): ReportedRule {
  const { rule } = named;
  const uri = text(rule?.['helpUri']);
  return {
    id: ruleId,
    title: titleOf(named),
    practice: '',
    severity,
    confidence: 'medium',
    cwe: weaknesses(rule),
    controls: {},
    why: sentence(text(at(rule, 'fullDescription', 'text')) ?? `${tool} reports ${named.id}: ${titleOf(named)}`),
    remedy: '',
    references: uri === undefined ? [] : [uri],
    helpUri: uri ?? '',
  };
}

function tagsOf(rule: Json | undefined): readonly string[] {
  const tags = at(rule, 'properties', 'tags');
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

function weaknesses(rule: Json | undefined): readonly number[] {
  const numbers = tagsOf(rule).flatMap((tag) => /(?:^|\/)cwe-0*(\d{1,5})\b/i.exec(tag)?.[1] ?? []);
  return [...new Set(numbers.map(Number))];
}

const secretTools: ReadonlySet<string> = new Set(['gitleaks', 'trufflehog', 'detect-secrets', 'ggshield', 'secretlint']);

/** Does it report a credential? Then neither its words nor the text at its place are shown. */
export function isSecret(tool: string, { id, rule }: NamedRule): boolean {
  if (secretTools.has(tool)) return true;
  return [id, text(rule?.['name']) ?? '', ...tagsOf(rule)].some((word) =>
    /secret|credential|password|private[-_ ]?key|api[-_ ]?key|access[-_ ]?token/i.test(word),
  );
}

/** What a result says in its own words, or in its rule's. */
export function messageOf(result: Json, named: NamedRule): string {
  const message = object(result['message']);
  const id = text(message?.['id']);
  const written = text(message?.['text']) ?? (id === undefined ? undefined : text(at(named.rule, 'messageStrings', id, 'text')));
  if (written === undefined) return titleOf(named);
  const values = Array.isArray(message?.['arguments']) ? message['arguments'] : [];
  const filled = written.replaceAll(/\{(\d+)\}/g, (slot, index: string) => text(values[Number(index)]) ?? slot);
  // Trivy lists everything there is to say, line by line.
  return sentence(/^Message: (.+)$/m.exec(filled)?.[1] ?? filled);
}
