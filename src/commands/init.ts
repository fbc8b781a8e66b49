/** `faasgate init`: writes the workflows and a configuration into a repository. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workflows } from './workflows.ts';

const configPath = 'faasgate.yml';

/** Writes what is not there yet and never touches what is. Returns what it did, a line each. */
export function init(folder: string): readonly string[] {
  const written = Object.entries(workflows).map(([name, text]) => place(folder, `.github/workflows/${name}`, text));
  return [...written, place(folder, configPath, config)];
}

function place(folder: string, path: string, text: string): string {
  const target = join(folder, path);
  if (existsSync(target)) return `left ${path} as it is`;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  return `wrote ${path}`;
}

const config = `# yaml-language-server: $schema=https://raw.githubusercontent.com/faasgate/faasgate/main/docs/faasgate.schema.json
# Everything is optional: https://github.com/faasgate/faasgate/blob/main/docs/configuration.md

# The mildest severity that fails the gate: critical, high, medium, low, note, none.
fail-severity: high

# Findings that are accepted, each with its reason:
# suppressions:
#   - rule: endpoints/unauthenticated-endpoint
#     resource: StatusApi*
#     reason: The status page is public.
#     until: '2027-06-30'
`;
