import type { StatementSentence } from '../../shared/contract/statements.ts';
import type { StatementPreparation, StatementSentence as DrawnUp } from '../documents/document-facts.ts';

// What a witness does with the sentences drawn up for them. Rules only.

const isSame = (old: StatementSentence, { text, seqs }: DrawnUp): boolean =>
  !old.own && old.text === text && old.seqs.join() === seqs.join();

/**
 * Sentences of today's record, in its order. One that says the same and rests on the same entries keeps its mark; own
 * words stay behind the sentence they followed, or at the end when that is gone. Nothing of the witness's is dropped.
 */
export function drawnUpAgain(drawn: readonly DrawnUp[], before: readonly StatementSentence[]): StatementSentence[] {
  let nextId = Math.max(-1, ...before.map(({ id }) => id)) + 1;
  const left = [...before];
  const sentences: StatementSentence[] = [];
  const followers = (id: number): StatementSentence[] => {
    const at = before.findIndex((each) => each.id === id) + 1;
    const end = before.findIndex((each, index) => index >= at && !each.own);
    return before.slice(at, end === -1 ? undefined : end);
  };
  for (const each of drawn) {
    const old = left.find((one) => isSame(one, each));
    if (old === undefined) {
      sentences.push({ id: nextId++, text: each.text, seqs: [...each.seqs], own: false, mark: 'undecided' });
      continue;
    }
    const moved = [old, ...followers(old.id)];
    for (const one of moved) left.splice(left.indexOf(one), 1);
    sentences.push(...moved);
  }
  for (const own of left.filter((each) => each.own)) sentences.push(own);
  return sentences;
}

/** The draft with own words after a sentence; null when there is no such sentence. They need no second confirmation. */
export function withWords(
  sentences: readonly StatementSentence[],
  after: number,
  text: string,
): { readonly sentences: StatementSentence[]; readonly added: number } | null {
  const at = sentences.findIndex(({ id }) => id === after);
  if (at === -1) return null;
  const added = Math.max(...sentences.map(({ id }) => id)) + 1;
  return {
    sentences: sentences.toSpliced(at + 1, 0, { id: added, text, seqs: [], own: true, mark: 'confirmed' }),
    added,
  };
}

/** What is printed. Throws when a sentence is undecided: nothing may be signed then. */
export function confirmedOf(sentences: readonly StatementSentence[]): DrawnUp[] {
  if (sentences.some(({ mark }) => mark === 'undecided')) throw new Error('a statement with an undecided sentence');
  return sentences.filter(({ mark }) => mark === 'confirmed').map(({ text, seqs, own }) => ({ text, seqs, own }));
}

export function preparationOf(number: number, sentences: readonly StatementSentence[]): StatementPreparation {
  const drawn = sentences.filter(({ own }) => !own);
  const marked = (mark: StatementSentence['mark']): number => drawn.filter((each) => each.mark === mark).length;
  return {
    ...{ number, drawnUp: drawn.length, confirmed: marked('confirmed'), struck: marked('struck') },
    own: sentences.filter(({ own, mark }) => own && mark === 'confirmed').length,
  };
}
