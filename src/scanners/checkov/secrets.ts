/** The credentials that Checkov tells of without saying them: looked for in the resource, so that no output shows them. */
import type { Finding } from '../../finding/finding.ts';
import { credentialUnder } from '../../rules/secrets/credential.ts';
import type { FileTree } from '../../source/file-tree.ts';

const longestBody = 200_000;

/** A character that stands in no file for what is not known. */
const hole = '\u{1}';

export function secretsAt(findings: readonly Finding[], files: FileTree): readonly string[] {
  const secrets = new Set<string>();
  for (const { secret, subject } of findings) {
    const file = secret ? files.read(subject.body.path) : undefined;
    if (!file) continue;
    const start = file.lineStarts[subject.body.startLine - 1] ?? 0;
    const end = file.lineStarts[subject.body.endLine] ?? file.text.length;
    const body = file.text.slice(start, Math.min(end, start + longestBody));
    for (const [, name = '', value = ''] of body.matchAll(/([\w.-]+)["']?[ \t]*[:=][ \t]*["']?([^\s"',}]{4,})/g)) {
      const found = credentialUnder(name, value, hole);
      if (found) secrets.add(found.secret);
    }
  }
  return [...secrets];
}
