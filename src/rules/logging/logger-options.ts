/** What loggers are told when they are made: to write events by themselves, and what to leave out. */
import type { CodeCall, Literal, NamedValue } from '../../model/code.ts';

/** The `true` with which a logger is told to write the event of every call: options of Powertools, in its four languages. */
export function logsEvent({ call, name }: CodeCall): Literal | undefined {
  if (!/(?:^|\.)(?:inject_?lambda_?context|Logging)$/i.test(name)) return undefined;
  for (const { name: keyword, value } of call.arguments) {
    const entries = value.kind === 'map' ? value.entries : [{ name: keyword, value }];
    for (const entry of entries)
      if (/^log_?event$/i.test(entry.name ?? '') && entry.value.kind === 'literal' && entry.value.value === true) return entry.value;
  }
  return undefined;
}

/** The last names of paths that a logger of the file replaces: `redact: ['password', 'req.headers.authorization']`. */
export function redactedIn(values: readonly NamedValue[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name, value } of values) {
    if (!/^(?:redact|paths|redactPaths|redact_?keys|mask_?(?:fields|keys)|censor_?keys)$/i.test(name) || value.kind !== 'list') continue;
    for (const item of value.items) if (item.kind === 'literal') names.add(String(item.value).replace(/^.*\.|\[['"]?|['"]?\]$/g, ''));
  }
  return names;
}
