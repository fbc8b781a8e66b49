#!/usr/bin/env node
/** The command line: words in, exit code out. */
import { Command, CommanderError } from 'commander';
import { doctor } from './commands/doctor.ts';
import { fix } from './commands/fix.ts';
import { init } from './commands/init.ts';
import { explainRule, listRules } from './commands/rules.ts';
import { scan } from './commands/scan.ts';
import { ConfigurationError } from './config/errors.ts';
import { compileSparingly } from './v8-flags.ts';
import { version } from './version.ts';

compileSparingly();

const program = new Command('faasgate')
  .description('Serverless security: one scan over everything that defines the application, one verdict.')
  .version(version)
  .showHelpAfterError('See: faasgate --help')
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples:
  faasgate scan                           scan this folder
  faasgate scan infra --all               with low findings and notes
  faasgate scan --base origin/main        what is new on this branch, as a pull request shows it
  faasgate scan . --sarif faasgate.sarif  for the code-scanning tab
  faasgate fix                            apply the fixes that cannot break behaviour
  faasgate fix --review --dry-run         show all fixes as a patch
  faasgate explain iam/wildcard-action    why it matters and what to do

Exit codes: 0 passed, 1 the gate failed, 2 configuration, 3 the work could not be done.`,
  );

program
  .command('scan')
  .description('scan a folder and decide')
  .argument('[path]', 'a folder, or one template', '.')
  .option('--fail-severity <severity>', 'the mildest severity that fails: critical, high, medium, low, note, none (default: high)')
  .option('--report-severity <severity>', 'the mildest severity that is reported (default: note)')
  .option('--scanners <list>', 'which scanners run: auto, or some of builtin, checkov, snyk, osv with commas between (default: auto)')
  .option('--config <file>', 'the configuration (default: faasgate.yml in the folder)')
  .option('--base <commit>', 'what is new is decided against the merge base with this commit: origin/main')
  .option('--baseline <file>', 'what this file lists is known and does not fail')
  .option('--write-baseline <file>', 'write what is found now as the baseline')
  .option('--import-sarif <file>', 'merge what another tool has written; may be given again', (file: string, given: string[] | undefined) => [
    ...(given ?? []),
    file,
  ])
  .option('--sarif <file>', 'write SARIF 2.1.0')
  .option('--json <file>', 'write the whole report as JSON')
  .option('--markdown <file>', 'write a summary as Markdown')
  .option('--id <name>', 'names this run among several of one repository (default: scan)')
  .option('--all', 'list low findings and notes too')
  .option('--cache <folder>', 'keep results there: the next run scans only what has changed (not in the scanned folder)')
  .action(async (path: string, options) => {
    process.exitCode = await scan(path, options, terminal());
  });

program
  .command('fix')
  .description('apply fixes that were tried before')
  .argument('[path]', 'a folder, or one template', '.')
  .option('--review', 'also fixes that need a look')
  .option('--rule <list>', 'only these rules, with commas between')
  .option('--dry-run', 'print a patch that `git apply` takes, and change nothing')
  .option('--scanners <list>', 'which scanners run: auto, or some of builtin, checkov, snyk, osv with commas between (default: auto)')
  .option('--config <file>', 'the configuration (default: faasgate.yml in the folder)')
  .action(async (path: string, options) => {
    process.exitCode = await fix(path, options, terminal());
  });

program
  .command('doctor')
  .description('what is installed, and which scanners would run')
  .argument('[path]', 'the folder that would be scanned', '.')
  .option('--scanners <list>', 'which scanners are asked for (default: auto)')
  .option('--config <file>', 'the configuration (default: faasgate.yml in the folder)')
  .action(async (path: string, options) => {
    process.exitCode = await doctor(path, options, terminal());
  });

program
  .command('rules')
  .description('list the rules')
  .action(() => void process.stdout.write(listRules()));

program
  .command('explain')
  .description('why a rule is there, and what to do')
  .argument('<rule>')
  .action((id: string) => void process.stdout.write(explainRule(id)));

program
  .command('init')
  .description('write the workflows and a configuration')
  .argument('[path]', 'the repository', '.')
  .action((path: string) => void process.stdout.write(`${init(path).join('\n')}\n`));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = complain(error);
}

function terminal() {
  return {
    print: (text: string) => void process.stdout.write(text),
    complain: (text: string) => void process.stderr.write(`${text}\n`),
    progress: process.stderr.isTTY ? (sentence: string) => void process.stderr.write(`faasgate: ${sentence} …\n`) : undefined,
    color: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
    width: process.stdout.isTTY ? process.stdout.columns : undefined,
    now: new Date(),
    clock: () => performance.now(),
  };
}

/** A sentence for the user; a stack only for mistakes of ours, and only on demand. */
function complain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ConfigurationError) {
    process.stderr.write(`faasgate: ${error.message}\n`);
    return 2;
  }
  const detail = error instanceof Error ? (process.env['FAASGATE_DEBUG'] ? error.stack : error.message) : String(error);
  process.stderr.write(
    `faasgate: an error of its own: ${detail}\nPlease report it: https://github.com/faasgate/faasgate/issues (FAASGATE_DEBUG=1 shows more)\n`,
  );
  return 3;
}
