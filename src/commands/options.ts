/** Command-line words that become settings. */
import { ConfigurationError } from '../config/errors.ts';
import { scannerIds, type Config, type Overrides } from '../config/schema.ts';
import { severities } from '../finding/severity.ts';

/** What the command line and the action's inputs say in words. */
export interface WordedOptions {
  readonly failSeverity?: string | undefined;
  readonly reportSeverity?: string | undefined;
  readonly scanners?: string | undefined;
  readonly baseline?: string | undefined;
  readonly importSarif?: readonly string[] | undefined;
}

/** @throws ConfigurationError for a word that is none of the possible ones. */
export function overridesFrom(words: WordedOptions): Overrides {
  return {
    'fail-severity': oneOf('fail-severity', words.failSeverity, [...severities, 'none'] as const),
    'report-severity': oneOf('report-severity', words.reportSeverity, severities),
    scanners: scannersFrom(words.scanners),
    baseline: words.baseline,
    'sarif-inputs': words.importSarif && [...words.importSarif],
  };
}

function oneOf<const T extends string>(name: string, word: string | undefined, possible: readonly T[]): T | undefined {
  if (word === undefined) return undefined;
  const found = possible.find((candidate) => candidate === word);
  if (found === undefined) throw new ConfigurationError(`${name}: expected ${possible.map((one) => `"${one}"`).join(', ')}, got "${word}"`);
  return found;
}

function scannersFrom(words: string | undefined): Config['scanners'] | undefined {
  if (words === undefined || words === 'auto') return words;
  return words.split(',').map((word) => {
    const scanner = oneOf('scanners', word.trim(), scannerIds);
    if (scanner === undefined) throw new ConfigurationError('scanners: a name is missing');
    return scanner;
  });
}
