/** How much of a document is read before it is taken for hostile. */

/** Levels of nesting. Templates that people or programs write stay below 60. */
export const maxDepth = 200;

/** Values of one file, those that aliases repeat included. */
export const maxNodes = 1_000_000;

/** Signs, texts and white space of YAML that the quick reader leaves to the full one: about 300,000 values, read in ten seconds. */
export const maxLexemes = 1_500_000;

/** Problems that are kept of one file: one slip often makes hundreds of them. */
export const maxProblems = 50;
