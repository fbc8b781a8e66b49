/** Checkov's results as findings: named, placed and judged in our words. Nothing of the files' text is taken from them. */
import { relative, sep } from 'node:path';
import type { Finding } from '../../finding/finding.ts';
import type { ReportedRule } from '../../finding/reported-rule.ts';
import { judgementOf } from '../../platform/checkov/severities.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import { locate } from './locate.ts';
import type { CheckovRecord, CheckovReport } from './output.ts';

export interface CheckovFindings {
  readonly findings: readonly Finding[];
  readonly rules: readonly ReportedRule[];
  readonly notices: readonly Notice[];
}

export const tool = 'checkov';

/** `base` is the folder that Checkov was shown. */
export function toFindings(reports: readonly CheckovReport[], base: string, files: FileTree): CheckovFindings {
  const findings = new Map<string, Finding>();
  const rules = new Map<string, ReportedRule>();
  const notices: Notice[] = [];
  for (const { check_type: checkType, results } of reports) {
    const add = (record: CheckovRecord, isSkipped: boolean): void => {
      const path = pathIn(base, record.file_abs_path);
      if (path === undefined || !files.has(path)) return;
      const finding = toFinding(record, path, checkType, isSkipped, files);
      if (!rules.has(finding.ruleId)) rules.set(finding.ruleId, ruleOf(record, finding));
      // Instances of a module and of a count say the same of the same text.
      const { ruleId, place, subject } = finding;
      const key = JSON.stringify([ruleId, place, subject.address, isSkipped]);
      if (!findings.has(key)) findings.set(key, finding);
    };
    for (const record of results.failed_checks) add(record, false);
    for (const record of results.skipped_checks ?? []) add(record, true);
    for (const error of results.parsing_errors ?? []) {
      const path = pathIn(base, error);
      notices.push({ level: 'warning', message: 'not scanned by Checkov: it cannot read this file', ...(path === undefined ? {} : { path }) });
    }
  }
  return { findings: [...findings.values()], rules: [...rules.values()], notices };
}

function pathIn(base: string, path: string): string | undefined {
  const below = relative(base, path).split(sep).join('/');
  return below === '' || below.startsWith('../') || below === '..' ? undefined : below;
}

function toFinding(record: CheckovRecord, path: string, checkType: string, isSkipped: boolean, files: FileTree): Finding {
  const { check_id: id, check_name: name, check_result: result } = record;
  const { severity, practice } = judgementOf(id);
  const { place, body, address, type, label, root } = locate(record, path, checkType, files);
  const comment = typeof result.suppress_comment === 'string' ? result.suppress_comment.trim() : '';
  return {
    ruleId: `${tool}/${id}`,
    severity,
    confidence: 'medium',
    message: `${label}: ${asPartOfSentence(name ?? id)}`,
    place,
    related: [],
    subject: { address, label, type, body, root },
    detectedBy: [{ tool, ruleId: id }],
    evidence: '',
    // What is wrong is a credential: wherever the place is, its text stays unseen.
    secret: practice === 'secret-in-env' || practice === 'secret-in-code',
    ...(isSkipped ? { suppressedBy: { tool, reason: comment === 'No comment provided' ? '' : comment } } : {}),
  };
}

/** `Ensure the bucket is encrypted.` → `ensure the bucket is encrypted`. */
function asPartOfSentence(name: string): string {
  const text = name.trim().replace(/\.$/, '').replaceAll(/\s+/g, ' ');
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function ruleOf({ check_id: id, check_name: name }: CheckovRecord, { ruleId, severity, confidence }: Finding): ReportedRule {
  const title = (name ?? id).trim().replace(/\.$/, '').replaceAll(/\s+/g, ' ');
  return {
    id: ruleId,
    title,
    practice: judgementOf(id).practice,
    severity,
    confidence,
    cwe: [],
    controls: {},
    why: `Checkov's check ${id}: ${title}.`,
    remedy: '',
    references: [],
    // Checkov's own results link to no page without a key of its service; its source says what the check looks at.
    helpUri: `https://github.com/search?q=repo%3Abridgecrewio%2Fcheckov+${id}&type=code`,
  };
}
