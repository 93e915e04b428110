import { z } from 'zod';
import { Instant, Line, Password, Sha256 } from '../model.ts';
import { both, enters, reads } from './command.ts';

const CodeVerdict = z.enum(['matches', 'differs', 'shorter-ledger']);

const ComparedCode = z.object({ code: z.string(), size: z.number(), verdict: CodeVerdict });

export const ledgerCommands = {
  /** The signed checkpoints, newest first: to pick from where no paper is at hand. */
  'ledger.checkpoints': reads(
    both,
    z.strictObject({}),
    z.array(z.object({ size: z.number(), at: Instant, code: z.string() })),
  ),
  /** Whether the ledger of one paper is the beginning of the ledger of another. */
  'ledger.compare': enters(
    both,
    z.strictObject({ first: Line, second: Line }),
    z.object({
      ok: z.boolean(),
      message: z.string(),
      /** The smaller one first. */
      codes: z.array(ComparedCode).length(2),
      /** RFC 9162 consistency proof from one to the other; null when there is none. */
      proof: z.array(Sha256).nullable(),
    }),
  ),
  /** The whole ledger, signed, into a folder that the person chooses. Null when they chose none. */
  'ledger.export': enters(
    both,
    z.strictObject({ recipient: Line, reason: Line, password: Password }),
    z
      .object({
        folderName: z.string(),
        entries: z.number(),
        sizeBytes: z.number(),
        witnessCode: z.string(),
        sha256: Sha256,
      })
      .nullable(),
  ),
};
