/** Examples of workflows/unpinned-action. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a branch, beside the rights to deploy',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
      - name: sls
        uses: «serverless/github-action@master»
        with:
          args: deploy
`,
      fixed: null,
    },
    {
      name: 'a tag, beside a secret',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
jobs:
  notify:
    runs-on: ubuntu-24.04
    steps:
      - uses: «acme/send-message@v2.1»
        with:
          token: \${{ secrets.CHAT_TOKEN }}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'a hash with its version',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - uses: serverless/github-action@11bd71901bbe5b1630ceea73d27597364c9af683 # v3.2.0
`,
      kind: 'fixed',
    },
    {
      name: 'a tag in a job that has nothing to lose, and an action of the own repository',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
jobs:
  lint:
    runs-on: ubuntu-24.04
    steps:
      - uses: acme/lint@v3
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - uses: ./.github/actions/deploy
      - uses: actions/checkout@v4
      - run: sam deploy
`,
      kind: 'near-miss',
    },
    {
      name: 'a version that is worked out',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - uses: acme/tool@\${{ matrix.version }}
      - run: sam deploy
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
