/** Findings, rules and reports to test with. */
import type { Finding, Place } from '../../src/finding/finding.ts';
import { assembleReport, type AssemblyOptions } from '../../src/report/assemble.ts';
import type { ReportedRule } from '../../src/finding/reported-rule.ts';
import type { Report } from '../../src/report/report.ts';
import type { ScanResult } from '../../src/scanners/scanner.ts';
import { SourceFile } from '../../src/source/file.ts';

/** The place of `text` in a file, or of its n-th occurrence. */
export function placeOf(file: SourceFile, text: string, occurrence = 1): Place {
  let start = -1;
  for (let i = 0; i < occurrence; i++) start = file.text.indexOf(text, start + 1);
  if (start < 0) throw new Error(`${text} is not in ${file.path}`);
  const [from, to] = [file.positionAt(start), file.positionAt(start + text.length)];
  return { path: file.path, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

export function place(path: string, startLine: number, startColumn = 1, endLine = startLine, endColumn = startColumn + 1): Place {
  return { path, startLine, startColumn, endLine, endColumn };
}

export function finding(changes: Partial<Finding> = {}): Finding {
  const at = changes.place ?? place('template.yaml', 5);
  return {
    ruleId: 'triggers/public-invocation',
    severity: 'critical',
    confidence: 'high',
    message: 'Anyone on the internet can invoke Checkout',
    place: at,
    related: [],
    subject: { address: 'Checkout', label: 'Checkout', type: 'AWS::Serverless::Function', body: at, root: 'template.yaml' },
    detectedBy: [{ tool: 'faasgate', ruleId: changes.ruleId ?? 'triggers/public-invocation' }],
    evidence: 'open',
    secret: false,
    ...changes,
  };
}

export function rule(id: string, changes: Partial<ReportedRule> = {}): ReportedRule {
  return {
    id,
    title: `Title of ${id}`,
    practice: 'invoke-open',
    severity: 'critical',
    confidence: 'high',
    cwe: [306],
    controls: { 'aws-fsbp': ['Lambda.1'] },
    why: 'Whoever finds the address can call it.',
    remedy: 'Ask callers for credentials.',
    references: ['https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html'],
    helpUri: 'https://example.org/rules/x',
    ...changes,
  };
}

export function scan(findings: readonly Finding[], changes: Partial<ScanResult> = {}): ScanResult {
  return {
    scanner: 'builtin',
    status: 'ok',
    findings,
    notices: [],
    paths: [],
    coverage: { applications: 1, files: 1, templates: { read: 1, partly: 0, unread: 0 } },
    secrets: [],
    milliseconds: 12,
    ...changes,
  };
}

export function assemblyOptions(files: Readonly<Record<string, string>>, changes: Partial<AssemblyOptions> = {}): AssemblyOptions {
  const read = new Map(Object.entries(files).map(([path, text]) => [path, new SourceFile(path, text)]));
  return {
    version: '0.1.0',
    startedAt: '2026-11-20T10:00:00.000Z',
    category: 'scan',
    read: (path) => read.get(path),
    rule: (id) => rule(id),
    isRequired: (id) => id === 'builtin',
    suppressions: [],
    gate: { failSeverity: 'high', reportSeverity: 'note' },
    ...changes,
  };
}

export function report(findings: readonly Finding[], files: Readonly<Record<string, string>> = {}, changes: Partial<AssemblyOptions> = {}): Report {
  return assembleReport([scan(findings)], assemblyOptions(files, changes));
}
