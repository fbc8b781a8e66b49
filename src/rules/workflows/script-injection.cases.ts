/** Examples of workflows/script-injection. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the title of a pull request',
      file: '.github/workflows/deploy.yml',
      text: `
name: label
on:
  pull_request_target:
    types: [opened]
jobs:
  label:
    runs-on: ubuntu-24.04
    steps:
      - name: pick
        run: |
          title="«\${{ github.event.pull_request.title }}»"
          echo "$title" > title.txt
`,
      fixed: `
name: label
on:
  pull_request_target:
    types: [opened]
jobs:
  label:
    runs-on: ubuntu-24.04
    steps:
      - name: pick
        run: |
          title="\${PULL_REQUEST_TITLE}"
          echo "$title" > title.txt
        env:
          PULL_REQUEST_TITLE: \${{ github.event.pull_request.title }}
`,
    },
    {
      name: 'the name of a branch, without quotes, beside other variables',
      file: '.github/workflows/deploy.yml',
      text: `
name: label
on:
  pull_request_target:
    types: [opened]
jobs:
  label:
    runs-on: ubuntu-24.04
    steps:
      - run: git log «\${{ github.head_ref }}»
        env:
          DEPTH: 3
`,
      fixed: `
name: label
on:
  pull_request_target:
    types: [opened]
jobs:
  label:
    runs-on: ubuntu-24.04
    steps:
      - run: git log "$HEAD_REF"
        env:
          DEPTH: 3
          HEAD_REF: \${{ github.head_ref }}
`,
    },
    {
      name: 'a comment in a script of the API’s client',
      file: '.github/workflows/deploy.yml',
      text: `
name: answer
on: issue_comment
jobs:
  answer:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/github-script@v7
        with:
          script: |
            const body = \`«\${{ github.event.comment.body }}»\`;
            console.log(body.length);
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'handed over as a variable',
      file: '.github/workflows/deploy.yml',
      text: `
name: label
on:
  pull_request_target:
    types: [opened]
jobs:
  label:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "$TITLE"
        env:
          TITLE: \${{ github.event.pull_request.title }}
`,
      kind: 'fixed',
    },
    {
      name: 'numbers and hashes, which nobody chooses freely, and a question',
      file: '.github/workflows/deploy.yml',
      text: `
name: label
on:
  pull_request_target:
    types: [opened]
jobs:
  label:
    runs-on: ubuntu-24.04
    steps:
      - run: gh pr edit \${{ github.event.pull_request.number }} --add-label \${{ github.event.pull_request.head.sha }}
      - run: echo \${{ startsWith(github.head_ref, 'release/') }}
`,
      kind: 'near-miss',
    },
    {
      name: 'what a step before gives',
      file: '.github/workflows/deploy.yml',
      text: `
name: label
on:
  pull_request_target:
    types: [opened]
jobs:
  label:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "\${{ steps.pick.outputs.label }}"
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
