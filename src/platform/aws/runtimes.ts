/**
 * When AWS stops caring for each runtime of Lambda, as its table of runtimes stood in August 2026.
 *
 * Deprecated: no security patches any more. From `blockCreate` on no function can be made with it, from `blockUpdate` on
 * none can be updated. AWS has moved the two block dates before; the date of deprecation is the one that matters.
 */
export const runtimesSource = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html';

/** Dates are ISO dates; undefined where AWS has announced none. */
export interface RuntimeLife {
  readonly deprecated: string;
  readonly blockCreate?: string | undefined;
  readonly blockUpdate?: string | undefined;
  /** A supported runtime of the same language; undefined for those that are not deprecated yet, or have no successor. */
  readonly successor?: string | undefined;
}

/** What to look at when moving to a runtime. */
export const migrationChecks: Readonly<Record<string, string>> = {
  'python3.13': 'run the tests under Python 3.13, and build native packages again for Amazon Linux 2023',
  'nodejs24.x': 'run the tests under Node.js 24: handlers that answer through a callback must become async, and AWS SDK v2 must be bundled',
  java21: 'run the tests under Java 21',
  dotnet10: 'set the target framework to net10.0 and run the tests under .NET 10',
  'ruby3.4': 'run the tests under Ruby 3.4, and build native gems again for Amazon Linux 2023',
  'provided.al2023': 'build for Amazon Linux 2023; the package must hold an executable named bootstrap',
};

const python = 'python3.13';
const node = 'nodejs24.x';
const java = 'java21';
const dotnet = 'dotnet10';
const ruby = 'ruby3.4';
const custom = 'provided.al2023';

export const runtimes: Readonly<Record<string, RuntimeLife>> = {
  ...life('python2.7', '2021-07-15', '2021-07-15', '2022-05-30', python),
  ...life('python3.6', '2022-07-18', '2022-07-18', '2022-08-29', python),
  ...life('python3.7', '2023-12-04', '2024-01-09', '2027-03-03', python),
  ...life('python3.8', '2024-10-14', '2027-02-01', '2027-03-03', python),
  ...life('python3.9', '2025-12-15', '2027-02-01', '2027-03-03', python),
  ...life('python3.10', '2026-10-31', '2027-02-01', '2027-03-03', python),
  ...life('python3.11', '2027-06-30', '2027-07-31', '2027-08-31', python),
  ...life('python3.12', '2028-10-31', '2028-11-30', '2029-01-10'),
  ...life('python3.13', '2029-06-30', '2029-07-31', '2029-08-31'),
  ...life('python3.14', '2029-06-30', '2029-07-31', '2029-08-31'),

  ...life('nodejs', '2016-08-30', '2016-09-30', '2016-10-31', node),
  ...life('nodejs4.3', '2020-03-05', '2020-02-03', '2020-03-05', node),
  ...life('nodejs4.3-edge', '2020-03-05', '2019-03-31', '2019-04-30', node),
  ...life('nodejs6.10', '2019-08-12', '2019-07-12', '2019-08-12', node),
  ...life('nodejs8.10', '2020-03-06', '2020-02-04', '2020-03-06', node),
  ...life('nodejs10.x', '2021-07-30', '2021-07-30', '2022-02-14', node),
  ...life('nodejs12.x', '2023-03-31', '2023-03-31', '2023-04-30', node),
  ...life('nodejs14.x', '2023-12-04', '2024-01-09', '2027-03-03', node),
  ...life('nodejs16.x', '2024-06-12', '2027-02-01', '2027-03-03', node),
  ...life('nodejs18.x', '2025-09-01', '2027-02-01', '2027-03-03', node),
  ...life('nodejs20.x', '2026-04-30', '2027-02-01', '2027-03-03', node),
  ...life('nodejs22.x', '2027-04-30', '2027-06-01', '2027-07-01', node),
  ...life('nodejs24.x', '2028-04-30', '2028-06-01', '2028-07-01'),

  ...life('java8', '2024-01-08', '2024-02-08', '2027-03-03', java),
  ...life('java8.al2', '2027-06-30', '2027-07-31', '2027-08-31', java),
  ...life('java11', '2027-06-30', '2027-07-31', '2027-08-31', java),
  ...life('java17', '2027-06-30', '2027-07-31', '2027-08-31', java),
  ...life('java21', '2029-06-30', '2029-07-31', '2029-08-31'),
  ...life('java25', '2029-06-30', '2029-07-31', '2029-08-31'),

  ...life('dotnetcore1.0', '2019-06-27', '2019-06-30', '2019-07-30', dotnet),
  ...life('dotnetcore2.0', '2019-05-30', '2019-04-30', '2019-05-30', dotnet),
  ...life('dotnetcore2.1', '2022-01-05', '2022-01-05', '2022-04-13', dotnet),
  ...life('dotnetcore3.1', '2023-04-03', '2023-04-03', '2023-05-03', dotnet),
  ...life('dotnet5.0', '2022-05-10', undefined, undefined, dotnet),
  ...life('dotnet6', '2024-12-20', '2027-02-01', '2027-03-03', dotnet),
  ...life('dotnet7', '2024-05-14', undefined, undefined, dotnet),
  ...life('dotnet8', '2026-11-10', '2027-02-01', '2027-03-03', dotnet),
  ...life('dotnet9', '2026-11-10', undefined, undefined, dotnet),
  ...life('dotnet10', '2028-11-14', '2028-12-14', '2029-01-15'),

  ...life('ruby2.5', '2021-07-30', '2021-07-30', '2022-03-31', ruby),
  ...life('ruby2.7', '2023-12-07', '2024-01-09', '2027-03-03', ruby),
  ...life('ruby3.2', '2026-03-31', '2027-02-01', '2027-03-03', ruby),
  ...life('ruby3.3', '2027-03-31', '2027-04-30', '2027-05-31', ruby),
  ...life('ruby3.4', '2028-03-31', '2028-04-30', '2028-05-31'),
  ...life('ruby4.0', '2029-03-31', '2029-04-30', '2029-05-31'),

  ...life('go1.x', '2024-01-08', '2024-02-08', '2027-03-03', custom),
  ...life('provided', '2024-01-08', '2024-02-08', '2027-03-03', custom),
  ...life('provided.al2', '2026-07-31', '2027-02-01', '2027-03-03', custom),
  ...life('provided.al2023', '2029-06-30', '2029-07-31', '2029-08-31'),
};

function life(id: string, deprecated: string, blockCreate?: string, blockUpdate?: string, successor?: string): Record<string, RuntimeLife> {
  return { [id]: { deprecated, blockCreate, blockUpdate, successor } };
}
