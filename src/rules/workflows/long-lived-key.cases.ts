/** Examples of workflows/long-lived-key. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'an access key out of the store of secrets',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-region: eu-west-1
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: «\${{ secrets.AWS_SECRET_ACCESS_KEY }}»
      - run: npx sam deploy
`,
      fixed: `
name: deploy
on:
  push:
    branches: [main]
permissions:
  contents: read
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-region: eu-west-1
          role-to-assume: \${{ vars.AWS_ROLE_ARN }}
      - run: npx sam deploy
`,
    },
    {
      name: 'a key of a service account, in a job without rights of its own',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
jobs:
  release:
    runs-on: ubuntu-24.04
    steps:
      - uses: google-github-actions/auth@v2
        with:
          credentials_json: «\${{ secrets.GCP_SA_KEY }}»
      - run: gcloud functions deploy orders --gen2
`,
      fixed: `
name: deploy
on:
  push:
    branches: [main]
jobs:
  release:
    runs-on: ubuntu-24.04
    steps:
      - uses: google-github-actions/auth@v2
        with:
          workload_identity_provider: \${{ vars.GCP_WORKLOAD_IDENTITY_PROVIDER }}
          service_account: \${{ vars.GCP_SERVICE_ACCOUNT }}
      - run: gcloud functions deploy orders --gen2
    permissions:
      contents: read
      id-token: write
`,
    },
    {
      name: 'a service principal',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
permissions:
  contents: read
  id-token: write
jobs:
  release:
    runs-on: ubuntu-24.04
    steps:
      - uses: azure/login@v2
        with:
          creds: «\${{ secrets.AZURE_CREDENTIALS }}»
`,
      fixed: `
name: deploy
on:
  push:
    branches: [main]
permissions:
  contents: read
  id-token: write
jobs:
  release:
    runs-on: ubuntu-24.04
    steps:
      - uses: azure/login@v2
        with:
          client-id: \${{ vars.AZURE_CLIENT_ID }}
          tenant-id: \${{ vars.AZURE_TENANT_ID }}
          subscription-id: \${{ vars.AZURE_SUBSCRIPTION_ID }}
`,
    },
    {
      name: 'an access key in the environment of a step, and a publish profile',
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
      - run: serverless deploy
        env:
          AWS_ACCESS_KEY_ID: \${{ secrets.AWS_ACCESS_KEY_ID }}
          AWS_SECRET_ACCESS_KEY: «\${{ secrets.AWS_SECRET_ACCESS_KEY }}»
      - uses: Azure/functions-action@v1
        with:
          app-name: orders
          publish-profile: «\${{ secrets.PUBLISH_PROFILE }}»
`,
      fixed: null,
    },
    {
      name: 'a token of the Firebase CLI in a command',
      file: '.github/workflows/firebase.yml',
      text: `name: firebase
on: { push: { branches: [main] } }
permissions: { contents: read }
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - run: npx firebase-tools@14.19.1 deploy --only functions --token "«\${{ secrets.FIREBASE_TOKEN }}»"
`,
      fixed: null,
    },
    {
      name: 'a secret of a service principal in a command',
      file: '.github/workflows/az.yml',
      text: `name: az
on: { push: { branches: [main] } }
permissions: { contents: read }
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - run: |
          az login --service-principal -u \${{ vars.CLIENT }} \\
            -p «\${{ secrets.CLIENT_SECRET }}» --tenant \${{ vars.TENANT }}
          az functionapp list
`,
      fixed: null,
    },
    {
      name: 'one key that a job is handed twice is told once',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  deploy:
    runs-on: ubuntu-24.04
    env:
      AZURE_CREDENTIALS: «\${{ secrets.AZURE_CREDENTIALS }}»
    steps:
      - run: azd provision --no-prompt
        env:
          AZURE_CREDENTIALS: \${{ secrets.AZURE_CREDENTIALS }}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'a role that is assumed with a token of the job',
      file: '.github/workflows/deploy.yml',
      text: `
name: deploy
on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-region: eu-west-1
          role-to-assume: \${{ secrets.AWS_ROLE_ARN }}
`,
      kind: 'fixed',
    },
    {
      name: 'credentials that another step has asked for, for an hour',
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
      - run: serverless deploy
        env:
          AWS_ACCESS_KEY_ID: \${{ steps.sts.outputs.key }}
          AWS_SECRET_ACCESS_KEY: \${{ steps.sts.outputs.secret }}
          AWS_SESSION_TOKEN: \${{ steps.sts.outputs.token }}
`,
      kind: 'near-miss',
    },
    {
      name: 'an input that whoever calls the action fills',
      file: 'action.yml',
      text: `
name: deploy
description: deploys
inputs:
  secret:
    required: true
runs:
  using: composite
  steps:
    - run: sam deploy
      shell: bash
      env:
        AWS_SECRET_ACCESS_KEY: \${{ inputs.secret }}
`,
      kind: 'unknown',
    },
    {
      name: 'a token that is asked for in the job',
      kind: 'near-miss',
      file: '.github/workflows/az.yml',
      text: `name: az
on: { push: { branches: [main] } }
permissions: { contents: read, id-token: write }
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - run: az login --service-principal -u \${{ vars.CLIENT }} --tenant \${{ vars.TENANT }} --federated-token "$TOKEN"
`,
    },
  ],
} satisfies Cases;
