/** Keeps the answers of a pure function: templates ask the same things again and again, and each verified fix asks them once more. */

/** Forgets everything when `most` answers are kept, so that it never grows with the repository. */
export function remembered<Answer>(ask: (text: string) => Answer, most = 20_000): (text: string) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    const kept = answers.get(text);
    if (kept) return kept.answer;
    if (answers.size >= most) answers.clear();
    const answer = ask(text);
    answers.set(text, { answer });
    return answer;
  };
}

/**
 * Keeps the answer for the thing that was asked about last. A map with weak keys would keep more than that: the engine's
 * frequent collections take what such a map holds for still in use, and only the rare full ones let go of it.
 */
export function rememberedLast<Thing extends object, Answer>(ask: (thing: Thing) => Answer): (thing: Thing) => Answer {
  let last: { readonly thing: Thing; readonly answer: Answer } | undefined;
  return (thing) => {
    if (last?.thing !== thing) last = { thing, answer: ask(thing) };
    return last.answer;
  };
}

/** Likewise for a list: it is the same one while the same things stand in it in the same order. */
export function rememberedLastOf<Thing extends object, Answer>(ask: (things: readonly Thing[]) => Answer): (things: readonly Thing[]) => Answer {
  let last: { readonly things: readonly Thing[]; readonly answer: Answer } | undefined;
  return (things) => {
    if (last?.things.length !== things.length || things.some((thing, index) => thing !== last?.things[index])) last = { things, answer: ask(things) };
    return last.answer;
  };
}
