/** What V8 is told about this process, before it does any work. */
import { setFlagsFromString } from 'node:v8';

/**
 * A scan meets a broad code base once: most functions run a few hundred times, and compiling them with the last tier costs more than it
 * gains. Saves 12 % (with code) to 20 % (templates) of a scan's processor time and nothing of its results, docs/adr/0019.
 *
 * Only where it was measured: another V8 may not know the flag, and would say so on standard error. Node 24 has V8 13.6 in all releases
 * (https://nodejs.org/en/about/previous-releases, 2026-11-23).
 */
export function compileSparingly(): void {
  if (process.versions.node.startsWith('24.')) setFlagsFromString('--battery-saver-mode');
}
