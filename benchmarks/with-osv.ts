/**
 * Runs a command while an OSV service of our own listens on loopback, and tells the product of it: for benches of packages, which must
 * not ask the public one. Its advisories are public ones: those of the tests, or a folder of OSV's JSON, one file each, as
 * https://github.com/github/advisory-database and https://osv-vulnerabilities.storage.googleapis.com/npm/all.zip have them.
 *
 * Usage: node benchmarks/with-osv.ts [--advisories FOLDER] -- COMMAND [ARGUMENT...]
 *
 * Ends as the command does, and with 1 where the service was asked for something that the public one would refuse.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { advisoriesIn, publicAdvisories, startOsv } from '../test/scanners/osv/service.ts';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { advisories: { type: 'string' } } });
const [command, ...args] = positionals;
if (command === undefined) {
  console.error('usage: node benchmarks/with-osv.ts [--advisories FOLDER] -- COMMAND [ARGUMENT...]');
  process.exit(2);
}
const advisories = values.advisories === undefined ? publicAdvisories() : advisoriesIn(values.advisories);
const double = await startOsv({ advisories });
const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, FAASGATE_OSV_URL: double.url } });
const code = await new Promise<number>((done) => {
  child.on('error', (error) => {
    console.error(`${command}: ${error.message}`);
    done(127);
  });
  child.on('exit', (status) => done(status ?? 1));
});
await double.close();
const refused = new Set(double.refused);
console.error(
  `OSV: ${advisories.length} advisories, ${double.requests.length} requests, ${double.refused.length} refused ${[...refused].join('; ')}`,
);
process.exitCode = code === 0 && refused.size > 0 ? 1 : code;
