/** Versions that Gradle builds keep under a name: in build files and in gradle.properties. */
import type { SourceFile } from '../../source/file.ts';
import { span, type Span } from '../../source/span.ts';

export interface Variable {
  readonly text: string;
  readonly at: Span;
}

/** `def v = '1'`, `ext.v = '1'`, `val v = "1"`, `v = '1'`, `val v by extra("1")`, `set("v", "1")` */
const inBuild =
  /(?:\b(?:def|val|var|String)[ \t]+|\bext\.|^[ \t]*|\bset\([ \t]*["'])([A-Za-z_]\w*)["']?[ \t]*(?:=|,|by[ \t]+extra\()[ \t]*(["'])([\w.+-]+)\2/gm;
const inProperties = /^[ \t]*([\w.-]+)[ \t]*[=:][ \t]*()([\w.+-]+)[ \t]*\r?$/gm;

/** The nearest source speaks; a name that one source gives two values has none. */
export function readVariables(sources: readonly SourceFile[]): ReadonlyMap<string, Variable> {
  const found = new Map<string, Variable | undefined>();
  for (const file of sources) {
    const own = new Map<string, Variable | undefined>();
    for (const match of file.text.matchAll(file.path.endsWith('.properties') ? inProperties : inBuild)) {
      const [whole, name = '', , text = ''] = match;
      const end = match.index + whole.lastIndexOf(text) + text.length;
      const known = own.get(name);
      const same = !own.has(name) || known?.text === text;
      own.set(name, same ? (known ?? { text, at: span(file, end - text.length, end) }) : undefined);
    }
    for (const [name, variable] of own) if (!found.has(name)) found.set(name, variable);
  }
  return new Map([...found].flatMap(([name, variable]) => (variable ? [[name, variable] as const] : [])));
}
