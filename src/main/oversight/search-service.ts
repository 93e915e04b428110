import { type CommandName, commands, type Output, type Parsed } from '../../shared/contract.ts';
import type { Command } from '../../shared/contract/command.ts';
import type { SearchHit } from '../../shared/contract/search.ts';
import type { Person } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { EntryRow, Ledger } from '../ledger/ledger-service.ts';
import { londonDay } from '../time.ts';
import { findIn, type FoundRow, searched } from './search-store.ts';
import { beginning, exactly, wordsIn } from './search-words.ts';

export interface SearchPorts {
  readonly db: ReadDb;
  readonly ledger: Pick<Ledger, 'words'>;
  readonly person: () => Person;
}

type Groups = Output<'search.find'>['groups'];

/** As many of each register as a person looks through; more words find fewer. */
const SHOWN = 8;

/**
 * One search over all registers (CoP 6.1): a reference or words. It finds by the words that whoever asks may read, and
 * shows of each thing no more than which one it is. What was asked is entered, with how much was found where.
 */
export function createSearchService({ db, ledger, person }: SearchPorts) {
  const mayRead = (name: CommandName): boolean => {
    const { who }: Command = commands[name];
    return who.includes(person().role);
  };

  /** What bears just these words first, then what begins with them; one more than is shown, to know that there is more. */
  const both = <Row>(
    words: readonly string[],
    find: (query: string) => readonly Row[],
    keyOf: (row: Row) => unknown,
  ) => {
    const first = find(exactly(words));
    if (first.length > SHOWN) return first;
    const known = new Set(first.map(keyOf));
    return [...first, ...find(beginning(words)).filter((row) => !known.has(keyOf(row)))].slice(0, SHOWN + 1);
  };

  const group = <Row>(
    register: Groups[number]['register'],
    rows: readonly Row[],
    hitOf: (row: Row) => SearchHit,
  ): Groups =>
    rows.length === 0 ? [] : [{ register, hits: rows.slice(0, SHOWN).map(hitOf), more: rows.length > SHOWN }];

  return {
    find({ words: typed }: Parsed<'search.find'>, act: Act): Output<'search.find'> {
      const words = wordsIn(typed);
      return act.change(['ledger'], (tx) => {
        ledger.words.bringUp();
        const groups = [
          ...searched
            .filter(({ follows }) => mayRead(follows))
            .flatMap(({ register, index: itsList, closely }) => {
              const index = closely !== null && mayRead(closely.follows) ? closely.index : itsList;
              const find = (query: string): FoundRow[] => findIn(db, register, { index, query, limit: SHOWN + 1 });
              return group(
                register,
                both(words, find, ({ id }) => id),
                hitOf,
              );
            }),
          ...group('ledger', ledger.words.find(exactly(words), SHOWN + 1), entryHit),
        ];
        const found = Object.fromEntries(
          groups.map(({ register, hits, more }) => [register, more ? `more than ${SHOWN}` : hits.length]),
        );
        tx.enter('registers', { words: typed, found });
        return { groups };
      });
    },
  };
}

const hitOf = ({ id, reference, line, on, screen, opens }: FoundRow): SearchHit => ({
  ...{ id, reference, line },
  on: on === null ? null : on.endsWith('Z') ? londonDay(on) : on.slice(0, 10),
  place: { screen, id: opens },
});

/** Who did what to what, and when: the details are read in the ledger. */
const entryHit = ({ seq, at, actorName, action, subject }: EntryRow): SearchHit => ({
  id: String(seq),
  reference: action,
  line: `${actorName}, ${subject}, entry ${seq}`,
  on: londonDay(at),
  place: { screen: 'ledger', id: String(seq) },
});

export type SearchService = ReturnType<typeof createSearchService>;
