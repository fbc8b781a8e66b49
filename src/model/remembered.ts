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
