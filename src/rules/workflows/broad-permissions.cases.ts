/** Examples of workflows/broad-permissions. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'everything for every job',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
permissions: «write-all»
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - run: npm test
`,
      fixed: `
name: deploy
on:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - run: npm test
`,
    },
    {
      name: 'one job that may do everything',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-24.04
    permissions: «write-all»
    steps:
      - run: npm test
`,
      fixed: `
name: deploy
on:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-24.04
    permissions:
      contents: read
    steps:
      - run: npm test
`,
    },
    {
      name: 'rights of one job that another one has as well',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
permissions:
  «contents: write
  packages: write»
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - run: npm test
  release:
    runs-on: ubuntu-24.04
    steps:
      - run: npm publish
`,
      fixed: null,
      severity: 'low',
    },
  ],
  safe: [
    {
      name: 'rights of the only job',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
permissions:
  contents: write
  id-token: write
jobs:
  release:
    runs-on: ubuntu-24.04
    steps:
      - run: npm publish
`,
      kind: 'near-miss',
    },
    {
      name: 'nothing is said, so the setting of the repository decides',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - run: npm test
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
