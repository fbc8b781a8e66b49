/** The languages that are read. */
import type { LanguageReader } from './lowering.ts';
import { python } from './python.ts';
import { javascript, typescript, typescriptMarkup } from './script.ts';

export const languages: readonly LanguageReader[] = [python, javascript, typescript, typescriptMarkup];

export function readerOf(path: string): LanguageReader | undefined {
  return languages.find(({ endings }) => endings.test(path));
}
