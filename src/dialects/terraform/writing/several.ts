/** Writes several arguments of one block at once. */
export { writeAll } from '../../../evaluation/several.ts';
