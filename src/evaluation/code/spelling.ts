/** What rules ask for, in the words of each language. */
import type { CodeFile, CodeSpelling, Literal } from '../../model/code.ts';
import { replaceText, type Edit } from '../../source/edit.ts';
import { textAt } from '../../source/span.ts';
import { environment } from './repairs/environment.ts';
import { masked, summarised } from './repairs/log.ts';
import { repair } from './repairs/repair.ts';
import { withVerification, withVersion } from './repairs/transport.ts';
import { trustingPlatform } from './repairs/trust.ts';
import { validated } from './repairs/validation.ts';
import { signed } from './repairs/webhook.ts';

export const spelling: CodeSpelling = {
  literal,
  environment,
  masked,
  summarised,
  signed,
  trustingPlatform,
  validated,
  withVersion,
  withVerification,
  repair,
};

function literal({ at }: Literal, { language, inlineIn }: CodeFile, to: boolean | number | string): readonly Edit[] | undefined {
  if (inlineIn !== undefined && typeof to === 'string') return undefined;
  if (typeof to === 'boolean') return [replaceText(at, language === 'python' ? (to ? 'True' : 'False') : String(to))];
  if (typeof to === 'number') return [replaceText(at, String(to))];
  const quote = /^['"`]/.exec(textAt(at))?.[0];
  if (quote === undefined || /['"`\\\n${}]/.test(to)) return undefined;
  return [replaceText(at, `${quote}${to}${quote}`)];
}
