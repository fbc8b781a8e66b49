/** Examples of workflows/untrusted-checkout. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the head of a pull request',
      file: '.github/workflows/deploy.yml',
      text: `
name: label
on:
  pull_request_target:
    types: [opened]
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
        with:
          ref: «\${{ github.event.pull_request.head.sha }}»
      - run: npm ci && npm test
`,
      fixed: null,
    },
    {
      name: 'the commit that another workflow ran on',
      file: '.github/workflows/deploy.yml',
      text: `
name: preview
on:
  workflow_run:
    workflows: [ci]
    types: [completed]
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
        with:
          ref: «\${{ github.event.workflow_run.head_branch }}»
      - run: npx serverless deploy
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'the base, or a trigger without rights',
      file: '.github/workflows/deploy.yml',
      text: `
name: ci
on: [pull_request]
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
`,
      kind: 'near-miss',
    },
    {
      name: 'the own code of the repository',
      file: '.github/workflows/deploy.yml',
      text: `
name: label
on:
  pull_request_target:
    types: [opened]
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: ./label.sh
`,
      kind: 'near-miss',
    },
    {
      name: 'a condition that lets in some only',
      file: '.github/workflows/deploy.yml',
      text: `
name: label
on:
  pull_request_target:
    types: [opened]
jobs:
  build:
    if: github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
