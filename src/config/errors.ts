/** The user's mistakes, told apart from ours. */

/** Something the user wrote or asked for cannot be; the message names file, line, key, and what was expected. Exit code 2. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
