/**
 * When Google stops caring for each runtime of Cloud Run functions and App Engine, as https://docs.cloud.google.com/run/docs/runtimes/function-runtimes
 * and https://docs.cloud.google.com/functions/docs/runtime-support said (2026-11).
 */

export interface RuntimeLife {
  /** ISO date: no patches from then on. */
  readonly deprecated: string;
  /** ISO date: cannot be deployed from then on. */
  readonly blockUpdate?: string;
  /** Where one is known to be offered and cared for. */
  readonly successor?: string;
}

const node = 'nodejs24';
const python = 'python313';
const java = 'java21';
const go = 'go125';
const ruby = 'ruby34';
const php = 'php84';

/**
 * A runtime is cared for until its community stops (https://docs.cloud.google.com/functions/docs/runtime-support). Of those without a second date, only
 * that end could be read: https://endoflife.date/php, /ruby, /dotnet (2026-08). Versions of Go are left out where Google’s own dates could not be read.
 */
export const runtimes: Readonly<Record<string, RuntimeLife>> = {
  nodejs6: { deprecated: '2019-04-17', blockUpdate: '2020-08-01', successor: node },
  nodejs8: { deprecated: '2020-06-05', blockUpdate: '2021-02-01', successor: node },
  nodejs10: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: node },
  nodejs12: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: node },
  nodejs14: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: node },
  nodejs16: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: node },
  nodejs18: { deprecated: '2025-04-30', blockUpdate: '2025-10-30', successor: node },
  nodejs20: { deprecated: '2026-04-30', blockUpdate: '2026-10-30', successor: node },
  nodejs22: { deprecated: '2027-04-30', blockUpdate: '2027-10-31', successor: node },
  nodejs24: { deprecated: '2028-04-30', blockUpdate: '2028-10-31', successor: node },
  python27: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: python },
  python37: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: python },
  python38: { deprecated: '2024-10-14', blockUpdate: '2025-10-14', successor: python },
  python39: { deprecated: '2025-10-05', blockUpdate: '2026-04-05', successor: python },
  python310: { deprecated: '2026-10-04', blockUpdate: '2027-04-04', successor: python },
  python311: { deprecated: '2027-10-24', blockUpdate: '2028-04-24', successor: python },
  python312: { deprecated: '2028-10-02', blockUpdate: '2029-04-02', successor: python },
  python314: { deprecated: '2030-10-10', blockUpdate: '2031-04-10', successor: python },
  go111: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: go },
  go113: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: go },
  go116: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: go },
  java8: { deprecated: '2024-01-31', successor: java },
  java11: { deprecated: '2024-10-31', blockUpdate: '2025-10-31', successor: java },
  ruby26: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: ruby },
  ruby27: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: ruby },
  ruby30: { deprecated: '2024-04-23', successor: ruby },
  ruby32: { deprecated: '2026-03-31', successor: ruby },
  php74: { deprecated: '2024-01-30', blockUpdate: '2025-01-30', successor: php },
  php81: { deprecated: '2025-12-31', successor: php },
  php82: { deprecated: '2026-12-31', successor: php },
  dotnet3: { deprecated: '2024-01-30', blockUpdate: '2025-01-30' },
  dotnet6: { deprecated: '2024-11-12', blockUpdate: '2025-11-12' },
  dotnet8: { deprecated: '2026-11-10' },
};

/** Of Go, App Engine says when it stops: https://cloud.google.com/appengine/docs/standard/lifecycle/support-schedule (read in 2026-11; 1.21 and later had no dates there). */
const appEngineGo: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['go111', 'go112', 'go113', 'go114', 'go115', 'go116', 'go118'].map((id) => [id, '2024-01-30'])),
  go119: '2024-04-30',
  go120: '2024-11-01',
};

/**
 * App Engine stops with the communities as the functions do, and takes no deployment from that very day on, where no policy of the
 * organization makes an exception: https://cloud.google.com/appengine/docs/standard/lifecycle/runtime-lifecycle (2026-11)
 */
export const appEngineRuntimes: Readonly<Record<string, RuntimeLife>> = {
  ...Object.fromEntries(Object.entries(runtimes).map(([id, life]) => [id, { ...life, blockUpdate: life.deprecated }])),
  ...Object.fromEntries(Object.entries(appEngineGo).map(([id, date]) => [id, { deprecated: date, blockUpdate: date, successor: go }])),
};
