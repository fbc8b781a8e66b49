/** The languages that are read. */
import type { LanguageReader } from './lowering.ts';
import { python } from './python.ts';

export const languages: readonly LanguageReader[] = [python];

export function readerOf(path: string): LanguageReader | undefined {
  return languages.find(({ endings }) => endings.test(path));
}
