/** The languages that are read. */
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import type { LanguageReader } from './lowering.ts';
import { python } from './python.ts';
import { javascript, typescript, typescriptMarkup } from './script.ts';

export const languages: readonly LanguageReader[] = [python, javascript, typescript, typescriptMarkup, java, go, csharp];

export function readerOf(path: string): LanguageReader | undefined {
  return languages.find(({ endings }) => endings.test(path));
}
