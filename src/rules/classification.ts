/** What the names and tags of resources say about how sensitive their data is. */
import { remembered } from '../model/remembered.ts';
import { wordsOf } from './secrets/names.ts';

const sensitive = new Set(
  (
    'pii phi pci hipaa gdpr patient patients medical clinical diagnosis diagnoses prescription prescriptions payroll payslip payslips salary salaries ' +
    'payment payments cardholder ssn kyc passport passports biometric biometrics confidential classified personal health'
  ).split(' '),
);

/** Words that follow one of these and take its meaning away: `health-check`, `payment-page`. */
const harmless = /health[-_ ]?checks?|healthz|payments?[-_ ]?(page|ui|site|docs|template)/gi;

/** Does a name speak of data about people or money? */
export const isClassified = remembered((name: string): boolean => wordsOf(name.replace(harmless, '')).some((word) => sensitive.has(word)));

/** A label that is called `data` tells by a word of its own, not by `true` or `high`. */
const dataValues = /^(confidential|restricted|sensitive|secret|personal|pii|phi|pci)$/i;

const tagNames = /^(data[-_: ]?)?(classification|class|sensitivity|confidentiality|privacy)$|^(contains[-_: ]?)?(pii|phi|pci|hipaa|gdpr)$/i;
const tagValues =
  /^(highly[-_ ]?)?(confidential|restricted|sensitive|secret|top[-_ ]?secret|private|personal|pii|phi|pci|high|critical|true|yes|l[34]|c[34])$/i;

/** Does a tag say that the data is not for everybody? */
export function classifies(name: string, value: string): boolean {
  const [last = ''] = name.split(/[:/]/).slice(-1);
  return tagNames.test(last) ? tagValues.test(value) : /^data(?:[-_]?type)?$/i.test(last) && dataValues.test(value);
}
