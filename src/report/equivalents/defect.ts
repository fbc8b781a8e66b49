/** What tools call differently and is one defect: the shape of a row. */
import type { Severity } from '../../finding/severity.ts';
import type { Practice } from '../../rules/practice.ts';

/** Tools whose ids are known here. `tfsec` ids are Trivy's; `cfn-nag` writes `F3`, `W11`. */
export type KnownTool = 'checkov' | 'trivy' | 'kics' | 'cfn-nag' | 'gitleaks' | 'semgrep';

export interface Defect {
  /** Names the row, within these tables only. */
  readonly id: string;
  /** Absent where no practice of ours asks for it. */
  readonly practice?: Practice | undefined;
  /** How bad it is where nobody but a foreign tool saw it: such a tool knows the setting, and nothing of what depends on it. */
  readonly severity: Severity;
  /**
   * Our rules that say the same, the nearest first; empty where we have none. `storage/public-store:list|guardedList` means
   * those messages of the rule only.
   */
  readonly rules: readonly string[];
  /** `exact`: the same question. `close`: theirs asks for more or less, and a finding of ours at that place answers it all the same. */
  readonly confidence: 'exact' | 'close';
  /** Ids by tool, with spaces between; the first is the most telling one. */
  readonly ids: Readonly<Partial<Record<KnownTool, string>>>;
  /** Rows that cannot hold without this one holding too: what is not encrypted has no key of its own either. */
  readonly impliedBy?: readonly string[] | undefined;
  /** The port that has to be among those that a finding of ours names at the end of its evidence, as `20-25`. */
  readonly port?: number | undefined;
  /**
   * What it is a matter of, where that is not the whole resource: of one `statement`, so that places have to be near, or of one `line`, so
   * that they have to meet.
   */
  readonly scope?: 'statement' | 'line' | undefined;
}
