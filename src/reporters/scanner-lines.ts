/** What each scanner did, in words that the terminal, the summary and SARIF share. */
import type { ScannerStatus } from '../report/report.ts';
import type { Notice } from '../source/file-tree.ts';

/** Files named one by one; more are counted. */
const mostFiles = 20;

/** `checkov 3.3.30`. */
export function scannerName({ id, version }: ScannerStatus): string {
  return version === undefined ? id : `${id} ${version}`;
}

/** `12.3 s`, with how many of its files it came to terms with where it went through them one by one. */
export function scannerWork({ milliseconds, files }: ScannerStatus): string {
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
  if (!files || files.length === 0) return seconds;
  const read = files.filter(({ status }) => status === 'ok' || status === 'findings').length;
  return `${seconds}, ${read} of ${files.length} ${files.length === 1 ? 'file' : 'files'}`;
}

/** Failed is never clean: what was to be looked at and was not. */
export function fileNotices(id: string, files: ScannerStatus['files'] = []): readonly Notice[] {
  const missed = files.filter(({ status }) => status === 'failed' || status === 'skipped');
  const told = missed.slice(0, mostFiles).map(({ path, status, why }): Notice => {
    const reason = why === undefined ? '' : `: ${why}`;
    return {
      level: status === 'failed' ? 'error' : 'warning',
      path,
      message: `${id} ${status === 'failed' ? 'failed' : 'was not run'} here${reason}`,
    };
  });
  const more = missed.length - told.length;
  return more > 0 ? [...told, { level: 'warning', message: `${id} did not look at ${more} more files` }] : told;
}
