import type { Parsed } from '../../shared/contract.ts';
import type { Pia } from '../../shared/contract/pias.ts';
import { AppError } from '../../shared/failure.ts';
import type { ConsultationId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { consultationLetter } from '../documents/consultation-letter.ts';
import { type DocumentService, orDiscard, type PreparedDocument } from '../documents/document-service.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { newId } from '../platform/ids.ts';
import { londonDay } from '../time.ts';
import type { PiaService } from './pia-service.ts';
import { answerConsultation, findConsultation, insertConsultation } from './pia-store.ts';

export interface ConsultationPorts {
  readonly db: ReadDb;
  readonly documents: DocumentService;
  readonly settings: SettingsService;
  readonly pias: PiaService;
}

/** Who was asked about a camera, how, and what they answered (CoP 5.5). */
export function createConsultationService({ db, documents, settings, pias }: ConsultationPorts) {
  return {
    /** Logs it; a letter is made at the same time, so that what was sent can be read again. */
    async consult(input: Parsed<'pias.consult'>, act: Act): Promise<Pia> {
      const pia = pias.require(input.piaId);
      if (input.answerBy < londonDay(act.now()))
        throw new AppError('invalid-input', 'The day to answer by has passed already. Give people time to answer.');
      const letter = await prepareLetter(pia, input, act);
      const id = newId<ConsultationId>();
      const record = (tx: Transaction): void => {
        letter?.record(tx);
        const { piaId, ...said } = input;
        const row = { id, ...said, at: act.now(), by: act.actor.name, letterId: letter?.id ?? null };
        insertConsultation(tx, piaId, row);
        tx.enter(`PIA ${pia.number}`, {
          consultationId: id,
          caseId: pia.caseId,
          deploymentId: pia.deploymentId,
          ...input,
          ...(letter === null ? {} : { letterId: letter.id, letterSha256: letter.sha256 }),
        });
      };
      await orDiscard(letter, () => act.change(['deployments', 'documents'], record));
      return pias.require(input.piaId);
    },

    answer({ consultationId, answeredOn, answer, changed }: Parsed<'pias.answer'>, act: Act): Pia {
      const found = findConsultation(db, consultationId);
      if (found === null) throw new AppError('not-found', 'There is no such consultation.');
      if (found.answer !== null)
        throw new AppError('conflict', 'An answer is entered already. Log what came later as another consultation.');
      if (answeredOn > londonDay(act.now()))
        throw new AppError('invalid-input', 'The answer cannot lie in the future. Check the date.');
      const pia = pias.require(found.piaId);
      act.change(['deployments'], (tx) => {
        answerConsultation(tx, consultationId, { answeredOn, answer, changed: changed ?? null });
        tx.enter(`PIA ${pia.number}`, {
          consultationId,
          piaId: pia.id,
          caseId: pia.caseId,
          deploymentId: pia.deploymentId,
          answeredOn,
          answer,
          ...(changed === undefined ? {} : { changed }),
        });
      });
      return pias.require(found.piaId);
    },
  };

  async function prepareLetter(pia: Pia, input: Parsed<'pias.consult'>, act: Act): Promise<PreparedDocument | null> {
    if (input.how !== 'letter' && input.how !== 'large-print-letter') return null;
    const { who, address, how, answerBy } = input;
    return documents.prepare(
      {
        kind: 'consultation-letter',
        title: `Consultation letter to ${who}, ${pia.number}`,
        reference: pia.number,
        caseId: pia.caseId,
        render: (frame) =>
          consultationLetter(
            {
              who,
              address,
              place: pia.latest.place,
              answerBy,
              officer: act.actor.name,
              assuranceMailbox: settings.read().assuranceMailbox,
              isLargePrint: how === 'large-print-letter',
            },
            frame,
          ),
      },
      act,
    );
  }
}

export type ConsultationService = ReturnType<typeof createConsultationService>;
