/**
 * Keeps what groups of roots came to in a folder, from run to run. An entry counts only when this product wrote it for this machine (or
 * for whoever holds the same key), and when every question that was asked of the files would be answered the same: otherwise the group is
 * scanned as if there were no entry. So no entry can hide a finding, whoever wrote it.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Root } from '../../dialects/dialect.ts';
import { rememberedLast } from '../../model/remembered.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import { EntryFolder } from './entry-folder.ts';
import { scanGroup, type GroupOptions, type GroupResult } from './group.ts';
import { hideSecrets, showSecrets, type SecretPlace } from './kept-secrets.ts';
import { hashOf, stillHolds, traced, type Trace } from './trace.ts';

export interface GroupCache {
  /** What the group came to when it was last scanned, where nothing has changed since. */
  find(group: readonly Root[], files: FileTree, options: GroupOptions): GroupResult | undefined;
  /** Scans the group and keeps what it comes to. */
  keep(group: readonly Root[], files: FileTree, options: GroupOptions): GroupResult;
  readonly notices: readonly Notice[];
}

export interface CacheOptions {
  readonly folder: string;
  /** The time of the run: entries that nobody has read for long are taken away. */
  readonly now: Date;
  /** Signs entries: whoever has it can write what is believed. */
  readonly key: string;
  /** Changes with the program, whatever its version says. */
  readonly program: string;
}

interface Entry {
  readonly trace: Trace;
  readonly result: GroupResult;
  readonly secrets: readonly SecretPlace[];
}

export function groupCache({ folder, now, key, program }: CacheOptions): GroupCache {
  const notices: Notice[] = [];
  const entries = new EntryFolder(folder, now);
  const nameOf = (group: readonly Root[], files: FileTree, options: GroupOptions): string => {
    const contents = group.flatMap((root) => root.files.map((path) => hashOf(files.read(path))));
    return hash(JSON.stringify([program, circumstances(options), group, contents]));
  };
  const sign = (name: string, text: string): string => createHmac('sha256', key).update(`${name}\n${text}`).digest('hex');

  const read = (name: string): Entry | undefined => {
    const written = entries.read(name);
    const text = written?.slice(signatureLength + 1) ?? '';
    const isOurs = written !== undefined && isSame(written.slice(0, signatureLength), sign(name, text));
    return isOurs ? (JSON.parse(text) as Entry) : undefined;
  };
  const write = (name: string, entry: Entry): void => {
    if (notices.length > 0) return;
    const text = JSON.stringify(entry);
    const problem = entries.write(name, `${sign(name, text)}\n${text}`);
    if (problem !== undefined) notices.push({ level: 'info', message: `the cache cannot be written (${problem}): the next run starts anew` });
  };

  return {
    notices,
    find: (group, files, options) => {
      const entry = read(nameOf(group, files, options));
      if (!entry || !stillHolds(entry.trace, files)) return undefined;
      const secrets = showSecrets(entry.secrets, files);
      return secrets && { ...entry.result, secrets };
    },
    keep: (group, files, options) => {
      const account = traced(files);
      const result = scanGroup(group, account.files, options);
      const trace = account.trace();
      const secrets = hideSecrets(result, Object.keys(trace.read), files);
      // What went wrong may go right another time: it is tried again.
      if (secrets && !failed(result)) write(nameOf(group, files, options), { trace, result: { ...result, secrets: [] }, secrets });
      return result;
    },
  };
}

function failed({ notices, units }: GroupResult): boolean {
  return [...notices, ...units.flatMap((unit) => unit.notices)].some(({ level }) => level === 'error');
}

/** What else decides what is found: the rules and their severities, and of the calendar what rules ask of it. The same for all groups. */
const circumstances = rememberedLast(({ rules, answers = [], today, withoutFixes }: GroupOptions): string => {
  const passed = rules.flatMap(({ changesOn = [] }) => changesOn.filter((date) => date <= today)).sort();
  return hash(JSON.stringify([rules.map(({ id, severity }) => [id, severity]), answers.map(({ id }) => id), passed.at(-1) ?? '', withoutFixes]));
});

const signatureLength = 64;

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
