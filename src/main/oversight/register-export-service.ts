import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { DocumentService } from '../documents/document-service.ts';
import { registerSheet } from '../documents/register-sheet.ts';
import type { Shell } from '../host.ts';
import { createExportFolder } from '../platform/export-folder.ts';
import { dayText, londonDay } from '../time.ts';
import type { LedgerDesk } from './ledger-desk-service.ts';
import { enteredBetween } from './register-period.ts';
import { csvOf, type RegisterRow } from './registers.ts';
import { readRegister } from './register-store.ts';

export interface RegisterExportPorts {
  readonly db: ReadDb;
  readonly documents: DocumentService;
  readonly ledger: Pick<LedgerDesk, 'witnessCode'>;
  readonly shell: Pick<Shell, 'chooseFolder'>;
  readonly vaultFolder: string;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

type Wanted = Omit<Parsed<'registers.makeSheet'>, 'reason'>;

/** A sheet of more is a book that nobody reads; the table takes any number. */
const MOST_ON_PAPER = 300;

/** One register out of the house: as a table that runs nothing in a spreadsheet, or on paper (CoP 6.5). */
export function createRegisterExport({ db, documents, ledger, shell, vaultFolder, stepUp }: RegisterExportPorts) {
  const rowsOf = ({ register, from, until }: Wanted): readonly RegisterRow[] => {
    if (from !== undefined && until !== undefined && from > until)
      throw new AppError('invalid-input', 'The first day comes after the last. Put the days in order.');
    return enteredBetween(register, readRegister(db, register), { from: from ?? null, until: until ?? null });
  };
  const factsOf = ({ register, from, until }: Wanted, reason: string) => ({
    ...{ register, reason, from: from ?? null, until: until ?? null },
  });

  return {
    /** That it was begun is entered first: personal data may lie on the stick from the first byte on. */
    async write(
      { reason, password, ...wanted }: Parsed<'registers.export'>,
      act: Act,
    ): Promise<Output<'registers.export'>> {
      await stepUp(act, password);
      const rows = rowsOf(wanted);
      const subject = `register of ${wanted.register}`;
      const facts = { ...factsOf(wanted, reason), rows: rows.length };
      const parent = await shell.chooseFolder('Where to write the register');
      if (parent === null) {
        act.change(['ledger'], (tx) => tx.enter(subject, { ...facts, outcome: 'no folder was chosen' }));
        return null;
      }
      const folderName = `Register ${wanted.register} ${londonDay(act.now())} ${ledger.witnessCode()}`;
      const folder = await createExportFolder(parent, folderName, vaultFolder);
      try {
        act.change(['ledger'], (tx) => tx.enter(subject, { ...facts, folderName, step: 'begun' }));
        const { sizeBytes, sha256 } = await folder.write(`${wanted.register}.csv`, [csvOf(rows)]);
        await folder.publish();
        act
          .as('registers.exported')
          .change(['ledger'], (tx) =>
            tx.enter(subject, { ...facts, folderName, sizeBytes, sha256, checked: 'read back' }),
          );
        return { folderName, rows: rows.length, sizeBytes, sha256 };
      } catch (error) {
        await folder.discard();
        throw error;
      }
    },

    async makeSheet(
      { reason, ...wanted }: Parsed<'registers.makeSheet'>,
      act: Act,
    ): Promise<Output<'registers.makeSheet'>> {
      const rows = rowsOf(wanted);
      if (rows.length > MOST_ON_PAPER)
        throw new AppError(
          'invalid-input',
          `These are ${rows.length} entries, and a sheet holds ${MOST_ON_PAPER}. Give a shorter period, or export the register as a table.`,
        );
      const { from, until } = wanted;
      const title = `Register of ${wanted.register.replaceAll('-', ' ')}`;
      const period =
        from === undefined && until === undefined
          ? 'all entries'
          : `${from === undefined ? 'the beginning' : dayText(from)} to ${until === undefined ? 'today' : dayText(until)}`;
      const documentId = await documents.make(
        {
          kind: 'register',
          title: `${title}, ${period}`,
          reference: `register ${wanted.register}`,
          caseId: null,
          render: (frame) => registerSheet({ title, period, reason, rows }, frame),
        },
        act,
      );
      return { documentId, rows: rows.length };
    },
  };
}
