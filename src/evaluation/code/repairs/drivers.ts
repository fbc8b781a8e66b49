/** How the drivers of databases take values apart from the text: the marks they put in their place, and the way to hand them over. */
import type { CodeFile, Language, Sink } from '../../../model/code.ts';

export interface Driver {
  /** The mark of the nth value, counted from 1. */
  readonly mark: (number: number, name: string) => string;
  /** Is `%` itself a mark, and doubled where it is meant? */
  readonly percent?: boolean;
}

const question: Driver = { mark: () => '?' };
const percent: Driver = { mark: () => '%s', percent: true };
const dollar: Driver = { mark: (number) => `$${number}` };
export const named: Driver = { mark: (_, name) => `:${name}` };
export const atNamed: Driver = { mark: (_, name) => `@${name}` };
export const numbered: Driver = { mark: (number) => `{${number - 1}}` };
export const positional: Driver = { mark: (number) => `?${number}` };
export const marked: Driver = question;

/** Drivers by their packages. */
const packages: Readonly<Partial<Record<Language, readonly (readonly [RegExp, Driver])[]>>> = {
  python: [
    [/^(?:psycopg2?|pymysql|mysql|MySQLdb|aiomysql|mariadb|redshift_connector|aiopg|snowflake|pg8000)\b/, percent],
    [/^(?:sqlite3|aiosqlite|pyodbc|duckdb|ibm_db_dbi)\b/, question],
    [/^asyncpg\b/, dollar],
  ],
  javascript: [
    [/^(?:pg|postgres|pg-promise|pg-pool|@neondatabase\/serverless|@vercel\/postgres)$/, dollar],
    [/^(?:mysql2?(?:\/promise)?|serverless-mysql|promise-mysql|mariadb|sqlite3?|better-sqlite3|knex|sequelize|@planetscale\/database)$/, question],
  ],
  go: [
    [/^github\.com\/(?:lib\/pq|jackc\/pgx\b.*)$|cloudsqlconn\/postgres/, dollar],
    [/^github\.com\/(?:go-sql-driver\/mysql|mattn\/go-sqlite3)$|^modernc\.org\/sqlite$|cloudsqlconn\/mysql/, question],
    [/^(?:gorm\.io\/gorm|github\.com\/jinzhu\/gorm)$/, question],
    [/^github\.com\/(?:microsoft|denisenkom)\/go-mssqldb/, { mark: (number) => `@p${number}` }],
  ],
};

/** The driver that a query goes to: by what the connection was made with, else the only one of the file or of the application. */
export function driverOf({ whole, file }: Sink, files: readonly CodeFile[]): Driver | undefined {
  const known = packages[file.language === 'typescript' ? 'javascript' : file.language] ?? [];
  const maker = known.find(([name]) => name.test(whole.replace(/[.(].*$/s, '')));
  if (maker) return maker[1];
  for (const among of [[file], files.filter(({ language }) => language === file.language)]) {
    const found = new Set(among.flatMap((one) => modulesOf(one).flatMap((module) => known.find(([name]) => name.test(module))?.[1] ?? [])));
    const [only] = found;
    if (found.size === 1) return only;
    if (found.size > 1) return undefined;
  }
  return undefined;
}

/** `require('knex')({ … })` gives no name to the module itself. */
function modulesOf({ imports, file, language }: CodeFile): readonly string[] {
  const called = language === 'javascript' ? [...file.text.matchAll(/\brequire\(['"]([\w@/-]+)['"]\)\(/g)].map(([, module = '']) => module) : [];
  return [...imports.map(({ module }) => module), ...called];
}
