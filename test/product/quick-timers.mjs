/** Loaded before the bundle: waiting takes no time, and what does not answer is given up soon. */
const { setTimeout: later } = globalThis;
globalThis.setTimeout = Object.assign((run, milliseconds, ...rest) => later(run, milliseconds >= 500 ? 1 : milliseconds, ...rest), later);
const { timeout } = AbortSignal;
AbortSignal.timeout = (milliseconds) => timeout.call(AbortSignal, Math.min(milliseconds, 3000));
