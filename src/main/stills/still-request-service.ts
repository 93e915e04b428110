import type { Parsed } from '../../shared/contract.ts';
import type { AgencyRequest, PoliceRequest, Still, StillRoute } from '../../shared/contract/stills.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, StillId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import { newId } from '../platform/ids.ts';
import { recordedTimeAt } from '../recordings/recorded-time.ts';
import type { RecordingCases } from '../recordings/recording-cases-service.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { correctedTime, londonDay } from '../time.ts';
import type { ViewingService } from '../viewings/viewing-service.ts';
import { callBack, listPrints } from './print-store.ts';
import { checkPoliceRequest, nextState, ROUTE_CLAUSE } from './still.ts';
import { insertStill, type StillRow, withdrawStill } from './still-store.ts';

export interface StillRequestPorts {
  readonly recordings: RecordingService;
  readonly recordingCases: RecordingCases;
  readonly viewings: ViewingService;
  readonly require: (id: StillId) => StillRow;
  readonly subject: (row: StillRow) => { readonly name: string; readonly ids: object };
}

interface Route {
  readonly route: StillRoute;
  readonly request: PoliceRequest | AgencyRequest | null;
}

/** How a still is asked for, by each route of CoP 5.13 and 5.14, and how it is taken back. */
export function createStillRequests({ recordings, recordingCases, viewings, require, subject }: StillRequestPorts) {
  const enter = (input: Parsed<'stills.request'>, { route, request }: Route, act: Act): Still => {
    const { bookmarkId, requester, necessity, particulars } = input;
    const bookmark = viewings.requireBookmark(bookmarkId);
    const recording = recordings.requireKept(bookmark.recordingId);
    const { caseId, offsetSeconds } = recordingCases.madeFor(recording, input.caseId);
    const id = newId<StillId>();
    const recordedTime = recordedTimeAt(recording.recordedFrom, bookmark.positionMs);
    const said = { bookmarkId, requester, necessity, particulars };
    act.change(['stills'], (tx) => {
      const number = nextNumber(tx, 'still');
      insertStill(tx, {
        ...{ id, number, ...said, route, request },
        recordingId: recording.id,
        caseId,
        requestedAt: act.now(),
        requestedById: act.actor.id,
        requestedBy: act.actor.name,
        frameIndex: bookmark.frameIndex,
        positionMs: bookmark.positionMs,
        recordedTime,
        correctedTime: recordedTime === null ? null : correctedTime(recordedTime, offsetSeconds),
      });
      const about = { stillId: id, recordingId: recording.id, caseId };
      tx.enter(`still ${number}`, { ...about, ...said, route, ...request, frame: bookmark.frameIndex });
    });
    return require(id);
  };

  return {
    /** The SNO's request, recorded by the officer at a bookmark (CoP 5.13, first point). */
    request: (input: Parsed<'stills.request'>, act: Act): Still => enter(input, { route: 'sno', request: null }, act),

    /** The request of the police officer in charge, from their form (CoP 5.13, second point). */
    requestByPolice(input: Parsed<'stills.requestByPolice'>, act: Act): Still {
      checkPoliceRequest(input.requester, input.police, londonDay(act.now()));
      return enter(input, { route: 'police', request: input.police }, act);
    },

    /** The request of anybody else (CoP 5.14). */
    requestByOther(input: Parsed<'stills.requestByOther'>, act: Act): Still {
      if (input.agency.askedOn > londonDay(act.now()))
        throw new AppError('invalid-input', 'The day they asked lies ahead.');
      return enter(input, { route: 'other', request: input.agency }, act);
    },

    /** Takes a request or an issued still back: nothing more of it is printed, and what is out is called in. */
    withdraw({ stillId, reason, printsBackOn }: Parsed<'stills.withdraw'>, act: Act): Still {
      const row = require(stillId);
      nextState(row.state, 'withdraw');
      if (printsBackOn !== undefined && printsBackOn < londonDay(act.now()))
        throw new AppError('invalid-input', 'The day the prints are to be back lies in the past.');
      act.change(['stills'], (tx) => {
        nextState(require(stillId).state, 'withdraw');
        const out = listPrints(tx, stillId).filter(({ state }) => state === 'out');
        if (out.length > 0 && printsBackOn === undefined)
          throw new AppError(
            'clause',
            `Prints are out (${out.map(({ number }) => number).join(', ')}). Say by which day they are to be back.`,
            { clause: '5.15' },
          );
        if (printsBackOn !== undefined) callBack(tx, stillId, printsBackOn);
        withdrawStill(tx, stillId, { at: act.now(), by: act.actor.name, reason });
        const called = out.map(({ number, whereNow }) => ({ number, whereNow }));
        tx.enter(subject(row).name, {
          ...{ ...subject(row).ids, reason, stateBefore: row.state, printsOut: called },
          printsBackOn: printsBackOn ?? null,
        });
      });
      return require(stillId);
    },

    /** What a scanned paper is attached to; a still that came to nothing takes none any more. */
    forPaper(id: string): { name: string; caseId: CaseId | null } {
      const row = require(id as StillId);
      if (row.state === 'refused' || row.state === 'rejected' || row.state === 'withdrawn')
        throw new AppError('conflict', `${row.number} was ${row.state} and takes no more papers.`, {
          clause: ROUTE_CLAUSE[row.route],
        });
      return { name: subject(row).name, caseId: row.caseId };
    },
  };
}
