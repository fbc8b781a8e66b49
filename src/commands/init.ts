/** `faasgate init`: writes the workflow and a configuration into a repository. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../version.ts';

const workflowPath = '.github/workflows/faasgate.yml';
const configPath = 'faasgate.yml';

/** Writes what is not there yet and never touches what is. Returns what it did, a line each. */
export function init(folder: string): readonly string[] {
  return [place(folder, workflowPath, workflow()), place(folder, configPath, config)];
}

function place(folder: string, path: string, text: string): string {
  const target = join(folder, path);
  if (existsSync(target)) return `left ${path} as it is`;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  return `wrote ${path}`;
}

function workflow(): string {
  return `# Serverless security at the pull request: https://github.com/faasgate/faasgate
name: faasgate
on:
  pull_request:
  push:
    branches: [main]
permissions: {}
jobs:
  scan:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write # to feed the code-scanning tab
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: faasgate/faasgate@v${version} # pin it to the commit of the release
        id: faasgate
      - if: \${{ !cancelled() && steps.faasgate.outputs.sarif-file != '' }}
        uses: github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2
        with:
          sarif_file: \${{ steps.faasgate.outputs.sarif-file }}
`;
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
