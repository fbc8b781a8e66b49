/** The workflows that `init` writes, and that examples/workflows shows. */
import { version } from '../version.ts';

const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const upload = 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1';
const download = 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1';
const faasgate = `faasgate/faasgate@v${version} # pin it to the commit of the release`;

/** Whole history: what is new is decided against the merge base, and policy comes from the base. */
const checkedOut = `      - uses: ${checkout}
        with:
          fetch-depth: 0
          persist-credentials: false`;

const pullRequest = `# Serverless security at the pull request: https://github.com/faasgate/faasgate
name: faasgate
on:
  pull_request:
    types: [opened, synchronize, reopened, labeled] # labeled: faasgate/approve accepts the suppressions of a pull request
  merge_group:
  push:
    branches: [main]
permissions: {}
concurrency:
  group: faasgate-\${{ github.event.pull_request.number || github.sha }}
  cancel-in-progress: true
jobs:
  scan:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
      pull-requests: write # the review and the summary
      checks: write # the check run with its annotations
      security-events: write # the code-scanning tab
    steps:
${checkedOut}
      - uses: ${faasgate}
        with:
          report-file: faasgate-report.json
      # A fork's run may not write: faasgate-forks.yml comments for it.
      - if: \${{ !cancelled() && github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name != github.repository }}
        uses: ${upload}
        with:
          name: faasgate-report
          path: faasgate-report.json
          if-no-files-found: ignore
          retention-days: 1
`;

const forks = `# Comments on pull requests from forks, whose own runs may not write. Nothing of a fork is run here, nor checked out: the
# artifact says which pull request it is and is believed in nothing else.
name: faasgate forks
on:
  workflow_run: # zizmor: ignore[dangerous-triggers] reads the fork's files as data, out of git
    workflows: [faasgate]
    types: [completed]
permissions: {}
concurrency:
  group: faasgate-forks-\${{ github.event.workflow_run.head_sha }}
  cancel-in-progress: true
jobs:
  comment:
    if: \${{ github.event.workflow_run.event == 'pull_request' && github.event.workflow_run.head_repository.full_name != github.repository }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      actions: read # the artifact
      contents: read
      pull-requests: write # the review and the summary
    steps:
${checkedOut}
      - uses: ${download}
        continue-on-error: true # no artifact, nothing to comment
        with:
          name: faasgate-report
          path: \${{ runner.temp }}/faasgate
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      - uses: ${faasgate}
        with:
          report-file: \${{ runner.temp }}/faasgate/faasgate-report.json
`;

const sweep = `# The whole default branch once a week: code scanning, one issue that is kept current, and the trend.
name: faasgate sweep
on:
  schedule:
    - cron: '23 4 * * 1'
  workflow_dispatch:
permissions: {}
concurrency:
  group: faasgate-sweep
  cancel-in-progress: false
jobs:
  sweep:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read # write, for fix-pull-request
      issues: write # the tracking issue
      # pull-requests: write # for fix-pull-request
      security-events: write # the code-scanning tab
    steps:
${checkedOut}
      - uses: ${faasgate}
        with:
          fail-severity: none # the issue tells; remove this to have the run fail too
          tracking-issue: true
          fix-pull-request: false # true keeps one pull request with the safe fixes current
`;

/** By their names below .github/workflows. */
export const workflows: Readonly<Record<string, string>> = {
  'faasgate.yml': pullRequest,
  'faasgate-forks.yml': forks,
  'faasgate-sweep.yml': sweep,
};
