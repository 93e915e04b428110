import { z } from 'zod';
import { Day, Line } from '../model.ts';
import { beforeAcknowledging, enters, readers } from './command.ts';
import { Place } from './oversight.ts';

/** Every register that one search looks through, in the order in which its hits are shown. */
export const SearchRegister = z.enum([
  'case',
  'reported-incident',
  'retrieval',
  'recording',
  'viewing',
  'recognition',
  'still',
  'print',
  'mask',
  'proceedings',
  'bundle',
  'exhibit',
  'disc',
  'clip',
  'encrypted-copy',
  'disclosure',
  'hold',
  'disposal',
  'deployment',
  'pia',
  'kit',
  'contractor',
  'site',
  'portal',
  'stick',
  'incident',
  'complaint',
  'audit',
  'person',
  'document',
  'paper',
  'ledger',
]);
export type SearchRegister = z.output<typeof SearchRegister>;

/** As little of a thing as it takes to know which one it is: never who asked, nor what was written about anybody. */
export const SearchHit = z.object({
  id: z.string(),
  /** Its number, reference or name. */
  reference: z.string(),
  /** What it is, in one line. */
  line: z.string(),
  on: Day.nullable(),
  place: Place,
});
export type SearchHit = z.output<typeof SearchHit>;

export const searchCommands = {
  /** A reference or words, in every register that whoever asks may read. What was asked is entered (CoP 6.1). */
  'search.find': enters(
    readers,
    z.strictObject({ words: Line }),
    z.object({
      groups: z.array(z.object({ register: SearchRegister, hits: z.array(SearchHit), more: z.boolean() })),
    }),
    beforeAcknowledging,
  ),
};
