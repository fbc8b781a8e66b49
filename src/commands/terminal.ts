/** What a command is given of the world. */
export interface Terminal {
  print(text: string): void;
  /** To the error stream, with a line end. */
  complain(text: string): void;
  /** Tells what takes long; undefined when nobody is looking. */
  readonly progress?: ((sentence: string) => void) | undefined;
  readonly color: boolean;
  /** In columns; undefined when nobody is looking. */
  readonly width: number | undefined;
  readonly now: Date;
  readonly clock: () => number;
}
