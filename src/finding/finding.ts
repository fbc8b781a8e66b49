/** One defect as it is reported: plain data, whatever tool found it. Nothing in it holds a secret. */
import type { Confidence, Severity } from './severity.ts';

/** A region of a file. Lines and columns count from 1, columns in UTF-16 units; `endColumn` is exclusive. */
export interface Place {
  readonly path: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Said of a related place at which the value of the finding's place takes effect. */
export const usedHere = 'used here';

export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** One sentence, without full stop, plain text. */
  readonly message: string;
  /** Names in the message, which outputs may set apart, beside the label of the subject. */
  readonly terms?: readonly string[] | undefined;
  /** Why it matters and what to do, where what the rule says of all its findings is not the point of this one. */
  readonly why?: string | undefined;
  readonly remedy?: string | undefined;
  readonly place: Place;
  /** Other places that explain it, in reading order. */
  readonly related: readonly { readonly place: Place; readonly text: string }[];
  /** Where the finding is a way from one place to another: its steps, in order. */
  readonly flow?: readonly { readonly place: Place; readonly text: string }[] | undefined;
  /** What has the defect. */
  readonly subject: Subject;
  /** Other resources that have it through the same text: a setting for all functions. */
  readonly alsoOn?: readonly { readonly address: string; readonly path: string }[] | undefined;
  /** Every tool that saw it, with its own id for it; the first one's message is shown. */
  readonly detectedBy: readonly Detection[];
  /** What tells this finding from others of the rule on the subject, free of places. */
  readonly evidence: string;
  /** Applied in memory, parsed and scanned again before it was put here. */
  readonly fix?: VerifiedFix | undefined;
  /** The place holds a secret: no output shows its text. */
  readonly secret: boolean;
  /** The tool that found it was told, by its own means, to let it be: a skip comment, an ignore rule. */
  readonly suppressedBy?: ScannerSuppression | undefined;
}

export interface ScannerSuppression {
  readonly tool: string;
  /** Empty where none was given. */
  readonly reason: string;
  /** ISO date of the last day on which it holds. */
  readonly until?: string | undefined;
}

export interface Detection {
  readonly tool: string;
  readonly ruleId: string;
}

export interface Subject {
  /** `Checkout`, `aws_lambda_function.checkout`. */
  readonly address: string;
  readonly label: string;
  readonly type: string;
  readonly body: Place;
  readonly construct?: string | undefined;
  /** The root it belongs to. */
  readonly root: string;
}

export interface VerifiedFix {
  readonly title: string;
  readonly risk: 'safe' | 'review';
  readonly check?: string | undefined;
  /** The milder rules that may have more to say from then on. */
  readonly leaves?: readonly string[] | undefined;
  readonly edits: readonly FixEdit[];
}

/** Replaces a region by `text`. Several edits of one fix apply together and do not touch each other. */
export interface FixEdit {
  readonly place: Place;
  readonly text: string;
}
