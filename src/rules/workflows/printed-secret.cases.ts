/** Examples of workflows/printed-secret. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a token to see whether it is there',
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
      - run: |
          «echo "token is $TOKEN"»
          ./deploy.sh
        env:
          TOKEN: \${{ secrets.DEPLOY_TOKEN }}
`,
      fixed: null,
      severity: 'medium',
    },
    {
      name: 'in another form, so that nothing hides it',
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
      - run: «echo \${{ secrets.DEPLOY_TOKEN }}» | base64
`,
      fixed: null,
      severity: 'high',
    },
    {
      name: 'all secrets at once',
      file: '.github/workflows/dump.yml',
      severity: 'medium',
      text: `name: dump
on: workflow_dispatch
permissions: { contents: read }
jobs:
  dump:
    runs-on: ubuntu-24.04
    steps:
      - run: «echo '\${{ toJSON(secrets) }}'»
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'handed on to a program or into a file',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-24.04
    env:
      TOKEN: \${{ secrets.DEPLOY_TOKEN }}
    steps:
      - run: |
          echo "$TOKEN" | docker login -u ci --password-stdin
          echo "$TOKEN" > token.txt
          echo "::add-mask::$TOKEN"
          if [ -n "$TOKEN" ]; then echo "there is a token"; fi
`,
      kind: 'near-miss',
    },
    {
      name: 'a variable of somewhere else',
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
      - run: echo "$TOKEN"
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
