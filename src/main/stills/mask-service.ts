import { z } from 'zod';
import type { Output, Parsed } from '../../shared/contract.ts';
import type { Mask } from '../../shared/contract/masks.ts';
import { AppError } from '../../shared/failure.ts';
import type { MaskId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { orDiscard } from '../documents/document-service.ts';
import type { Media } from '../media.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import { onePiece } from '../platform/byte-source.ts';
import { newId } from '../platform/ids.ts';
import type { MediaPorts } from '../recordings/piped-footage.ts';
import type { SpentPicture } from '../retention/spent-service.ts';
import type { ObjectService } from '../vault/object-service.ts';
import { checkBoxes, checkUndecided, maskText } from './mask.ts';
import { maskedPicture } from './mask-picture-service.ts';
import {
  decideMask,
  findMask,
  insertMask,
  listMasks,
  listMasksWaiting,
  listSpentMasks,
  type MaskRow,
  nextMaskOrdinal,
} from './mask-store.ts';
import { checkIssuable } from './still.ts';
import { requireCompared } from './compared-first.ts';
import type { StillPictures } from './still-picture-service.ts';
import type { StillService } from './still-service.ts';
import type { StillRow } from './still-store.ts';
import type { ProveOfficer } from '../viewings/officer-present-service.ts';

export interface MaskPorts {
  readonly db: ReadDb;
  readonly media: Media;
  readonly objects: ObjectService;
  readonly stills: StillService;
  readonly ledger: Pick<LedgerDesk, 'entriesAbout'>;
  readonly pictures: StillPictures;
  readonly mediaTools: () => Promise<MediaPorts>;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
  readonly proveOfficer: ProveOfficer;
}

/** What production wrote down of the picture. */
const Production = z.object({
  width: z.number(),
  height: z.number(),
  conversion: z.object({ pixelFormat: z.enum(['rgb24', 'rgb48be']) }),
});

/** Masked copies of countersigned stills: made by the officer, judged by the manager beside the still (CoP 5.15). */
export function createMaskService({
  db,
  media,
  objects,
  stills,
  ledger,
  pictures,
  mediaTools,
  stepUp,
  proveOfficer,
}: MaskPorts) {
  const require = (id: MaskId): MaskRow => {
    const row = findMask(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such masked copy.');
    return row;
  };
  const about = (mask: Pick<MaskRow, 'id' | 'number'>, still: StillRow) => ({
    ...{ maskId: mask.id, mask: mask.number },
    ...stills.subject(still).ids,
  });
  const pictureOf = ({ objectId, sha256, number }: MaskRow, still: StillRow) => ({
    ...still,
    ...{ objectId, sha256, number: `${still.number} (${number})` },
  });

  const requireShowable = (maskId: MaskId): { readonly mask: MaskRow; readonly still: StillRow } => {
    const mask = require(maskId);
    if (mask.state === 'refused')
      throw new AppError('clause', `${mask.number} was refused: it is not shown any more.`, { clause: '5.15' });
    const still = stills.require(mask.stillId);
    checkIssuable(still);
    return { mask, still };
  };

  return {
    require,
    list: ({ stillId }: Parsed<'masks.list'>): Output<'masks.list'> => listMasks(db, stillId ?? null),
    waiting: (): MaskRow[] => listMasksWaiting(db),
    /** A copy in the place of its still: what is opened is the copy. */
    pictureOf,
    /** The sealed picture of a copy, whole. */
    read: (mask: MaskRow): Promise<Uint8Array<ArrayBuffer>> =>
      pictures.read(pictureOf(mask, stills.require(mask.stillId))),
    approvals: (): Output<'approvals.list'> =>
      listMasksWaiting(db).map(({ id, number, reason, madeBy, madeAt }) => ({
        ...{ kind: 'mask' as const, id, number, title: reason.split('\n', 1)[0] ?? reason },
        ...{ askedBy: madeBy, askedAt: madeAt },
      })),
    spentPictures: (): SpentPicture[] =>
      listSpentMasks(db).map(({ id: maskId, number, stillId, caseId, recordingId, objectId, sha256, state }) => ({
        ...{ objectId, recordingId, shownAs: maskId, subject: `masked copy ${number}` },
        details: {
          ...{ maskId, stillId, caseId, recordingId, sha256 },
          reason: state === 'refused' ? 'refused by the manager' : 'its still was withdrawn',
        },
      })),

    /** Fills the areas in a copy of the still's picture; read back, sealed with a hash of its own. */
    async make({ stillId, reason, boxes }: Parsed<'masks.make'>, act: Act): Promise<Mask> {
      const still = stills.require(stillId);
      checkIssuable(still);
      const { conversion, ...measured } = Production.parse(JSON.parse(still.production ?? 'null'));
      checkBoxes(boxes, measured);
      const { sha256: parentSha256 } = still;
      if (parentSha256 === null) throw new Error('a countersigned still without its picture');
      const ordinal = nextMaskOrdinal(db, stillId);
      const mask = { id: newId<MaskId>(), number: `${still.number}-M${String(ordinal)}` };
      const text = maskText(mask.number, { number: still.number, sha256: parentSha256 }, boxes.length);
      const size = { ...measured, pixelFormat: conversion.pixelFormat };
      const png = await maskedPicture(await pictures.read(still), { size, boxes, text }, await mediaTools());
      const sealed = await objects.seal(onePiece(png));
      await orDiscard({ discard: () => objects.discard(sealed) }, () =>
        act.change(['stills'], (tx) => {
          checkIssuable(stills.require(stillId));
          if (nextMaskOrdinal(tx, stillId) !== ordinal)
            throw new AppError('conflict', `${mask.number} was made just now. Make yours again if it is needed.`);
          objects.record(tx, sealed, { kind: 'still', at: act.now() });
          const made = { madeAt: act.now(), madeById: act.actor.id, madeBy: act.actor.name };
          const row = { id: mask.id, stillId, ordinal, reason, boxes, parentSha256, objectId: sealed.objectId };
          insertMask(tx, { ...row, ...made });
          const said = { reason, boxes, fill: 'black', parentSha256, sha256: sealed.sha256, sizeBytes: png.length };
          tx.enter(`masked copy ${mask.number}`, { ...about(mask, still), ...said });
        }),
      );
      objects.forget(sealed);
      return require(mask.id);
    },

    /** The copy and the still beside it; seeing them is an entry, with the officer present (CoP 6.4). */
    async show(input: Parsed<'masks.show'> | Parsed<'masks.showWithOfficer'>, act: Act): Promise<Output<'masks.show'>> {
      const { maskId } = input;
      requireShowable(maskId); // before a code is spent on it
      const officer = await proveOfficer(input, act);
      const { mask, still } = requireShowable(maskId);
      act.change(['ledger'], (tx) => {
        const said = { officerPresent: officer.name, sha256: mask.sha256, parentSha256: mask.parentSha256 };
        tx.enter(`masked copy ${mask.number}`, { ...about(mask, still), ...said });
      });
      await media.revokeOf(maskId);
      const grant = async (row: StillRow): Promise<string> =>
        media.grant(await pictures.open(row), {
          ...{ ownerId: maskId, item: row.number, contentType: 'image/png' },
          onDamage: () => void pictures.reportDamage(row).catch(() => undefined), // met again by whoever looks next
        });
      return { maskedUrl: await grant(pictureOf(mask, still)), stillUrl: await grant(still) };
    },

    async putAway({ maskId }: Parsed<'masks.putAway'>, act: Act): Promise<null> {
      const mask = require(maskId);
      await media.revokeOf(maskId);
      act.change([], (tx) => tx.enter(`masked copy ${mask.number}`, about(mask, stills.require(mask.stillId))));
      return null;
    },

    async decide({ maskId, decision, reasons, password }: Parsed<'masks.decide'>, act: Act): Promise<Mask> {
      const check = (): { mask: MaskRow; still: StillRow } => {
        const mask = require(maskId);
        const still = stills.require(mask.stillId);
        checkUndecided(mask);
        checkIssuable(still);
        return { mask, still };
      };
      const { number } = check().mask;
      if (decision === 'approve') requireCompared(ledger.entriesAbout([maskId]), number, act);
      await stepUp(act, password);
      act.change(['stills'], (tx) => {
        const { mask, still } = check(); // the button may have been pressed twice while the password was checked
        const state = decision === 'approve' ? 'approved' : 'refused';
        decideMask(tx, maskId, { state, at: act.now(), by: act.actor.name, reasons });
        const said = { decision, reasons, sha256: mask.sha256, parentSha256: mask.parentSha256 };
        tx.enter(`masked copy ${mask.number}`, { ...about(mask, still), ...said });
      });
      return require(maskId);
    },
  };
}

export type MaskService = ReturnType<typeof createMaskService>;
