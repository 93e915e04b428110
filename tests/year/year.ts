import { join } from 'node:path';
import { addDays } from '../../src/main/time.ts';
import type { Output } from '../../src/shared/contract.ts';
import type { BookmarkId, CaseId, ContractorId, RecordingId, StickId } from '../../src/shared/model.ts';
import { schemeDesk } from '../main/deployments/scheme-steps.ts';
import { openViewing, startRetrieval } from '../main/officer-steps.ts';
import { audit, courtAndCode, incidentsAndPeople, requests } from '../main/oversight/year-steps.ts';
import { accounts, need } from '../main/trial-app.ts';
import { cameraOf } from './camera-of-a-year.ts';
import { exportOf, oneSecond } from './footage-of-a-year.ts';
import { type Kept, whatKeeps } from './keeping-of-a-year.ts';
import type { YearDesk } from './year-desk.ts';

// A year of the scheme, day after day, through the commands of the real application.

export interface Scale {
  readonly deployments: number;
  readonly cases: number;
  readonly retrievals: number;
  readonly holds: number;
  readonly requests: number;
}
export const wholeYear: Scale = { deployments: 40, cases: 60, retrievals: 300, holds: 24, requests: 12 };
export const smallYear: Scale = { deployments: 3, cases: 3, retrievals: 9, holds: 3, requests: 2 };

export const YEAR = { from: '2026-04-01', until: '2027-03-31' };
export const END = '2027-04-10';
/** What is planned for the second half happens after the steps of October that other tests share. */
const FIRST = '2026-04-07';

/** Works by day, done in the order in which they were planned; one may plan others for later days. */
export class Diary {
  readonly #days = new Map<string, (() => Promise<void>)[]>();
  plan(day: string, work: () => Promise<void>): void {
    if (day <= END) this.#days.set(day, [...(this.#days.get(day) ?? []), work]);
  }
  visit(day: string): void {
    this.plan(day, async () => undefined);
  }
  /** Every day on which something is planned, also what comes to be planned meanwhile. */
  async live(onDay: (day: string) => Promise<void>, after: (day: string) => Promise<void>): Promise<void> {
    for (let day = YEAR.from; day <= END; day = addDays(day, 1)) {
      const works = this.#days.get(day);
      if (works === undefined) continue;
      await onDay(day);
      for (const work of works) await work();
      await after(day);
    }
  }
}

/** Plays the year; `check` is asked after each day with what may be kept then. Leaves the manager at the desk. */
export async function playYear(
  desk: YearDesk,
  scale: Scale,
  check: (day: string, kept: Kept, recordings: Output<'recordings.list'>) => void,
): Promise<Kept> {
  const { trial } = desk;
  const people = schemeDesk(trial);
  const diary = new Diary();
  const kept = whatKeeps();
  const cases: CaseId[] = [];
  const film = join(trial.folder, 'second.mp4');
  await oneSecond(film);
  let stickId = '' as StickId;
  let contractorId = '' as ContractorId;
  const spread = (index: number, count: number, over: number, from = FIRST): string =>
    addDays(from, Math.floor((index * over) / count));

  diary.plan(YEAR.from, async () => {
    ({ id: stickId } = await trial.ok('sticks.register', { number: 'S-07', serial: 'KINGSTON-0A1B', encrypted: true }));
    const contractor = { name: 'Jo Marsh', company: 'SafeView Ltd', siaLicenceNumber: '1111-2222-3333-4444' };
    ({ id: contractorId } = await trial.ok('contractors.register', { ...contractor, siaLicenceExpires: '2029-10-06' }));
  });
  for (let index = 0; index < scale.cases; index += 1)
    diary.plan(spread(index, scale.cases, 120), async () => {
      const named = { reactRef: `ASB/2026/${1000 + index}`, title: `Noise, ${index + 1} Hillgate` };
      cases.push((await trial.ok('cases.open', named)).id);
    });
  for (let index = 0; index < scale.deployments; index += 1)
    cameraOf(
      { desk, people, diary, caseOf: () => need(cases[index % cases.length]), contractor: () => contractorId, index },
      spread(index, scale.deployments, 200, '2026-05-20'),
    );

  const dayOf = (index: number): string => spread(index, scale.retrievals, 330, '2026-04-20');
  const isMissed = (index: number): boolean => index % 10 === 9;
  for (let index = 0; index < scale.retrievals; index += 1)
    diary.plan(dayOf(index), () => retrieve(index, dayOf(index)));
  /** The one that is film, and looked at: the last before the stills of October are asked for. */
  const seen = Array.from({ length: scale.retrievals }, (_, index) => index).findLast(
    (index) => dayOf(index) < '2026-10-07' && !isMissed(index),
  );
  const hold = async (recordingId: RecordingId, index: number, today: string): Promise<void> => {
    const caseId = need((await trial.ok('recordings.list', {})).find(({ id }) => id === recordingId)).caseId;
    const asked = { caseId, recordingId, reason: 'Claim for possession.', authority: 'proceedings' as const };
    const reviewOn = addDays(today, 28);
    const { id: holdId } = await trial.ok('holds.ask', { ...asked, authorityReference: 'L00SK123', reviewOn });
    const decide = async (): Promise<string> => {
      await people.as('manager');
      const decided = {
        holdId,
        decision: 'approve',
        reasons: 'Hearing.',
        password: accounts.manager.password,
      } as const;
      const { lapsesOn } = await trial.ok('holds.decide', decided);
      await people.as('officer');
      diary.visit(lapsesOn);
      return lapsesOn;
    };
    const through = kept.hold(recordingId, await decide());
    const extend = (on: string): void =>
      diary.plan(on, async () => {
        if (through.until === '') return; // it was ended meanwhile
        await trial.ok('holds.askExtension', { holdId, reason: 'Not heard yet.', reviewOn: addDays(on, 28) });
        through.until = await decide();
        extend(addDays(on, 27));
      });
    // One lapses by itself, one is extended for ever, one is ended long after its footage's day.
    if (index % 3 !== 0) extend(addDays(today, 27));
    if (index % 3 === 2)
      diary.plan(addDays(today, 60), async () => {
        await people.as('manager');
        const ended = { holdId, reasons: 'Settled.', password: accounts.manager.password };
        await trial.ok('holds.end', ended);
        through.until = '';
        await desk.quiet();
        await people.as('officer');
      });
  };
  const ask = async (recordingId: RecordingId, index: number, today: string): Promise<void> => {
    const { id: disclosureId } = await trial.ok('disclosures.receive', {
      ...{ class: 'subject-access', receivedOn: today, requester: 'Mr Grey', contact: '0161 496 0001' },
      ...{ basis: 'As told', purpose: 'To see.', footageAsked: 'Himself.', recordingIds: [recordingId] },
    });
    await trial.ok('disclosures.refer', { disclosureId, on: today, how: 'By telephone.' });
    const freeze = kept.hold(recordingId, '9999');
    if (index % 2 === 1) return; // still open at the end of the year
    const answered = addDays(today, 70);
    diary.plan(answered, async () => {
      await people.as('manager');
      const { password } = accounts.manager;
      await trial.ok('disclosures.decide', { disclosureId, decision: 'release', reasons: 'His own.', password });
      const ending = { how: 'answered', on: answered, note: 'Assurance answered.', password } as const;
      await trial.ok('disclosures.close', { disclosureId, ...ending });
      freeze.until = '';
      await desk.quiet();
      await people.as('officer');
    });
  };

  const everyNth = (count: number): number => Math.max(1, Math.floor(scale.retrievals / count));
  async function retrieve(index: number, today: string): Promise<void> {
    const caseId = need(cases[index % cases.length]);
    const evening = addDays(today, -1);
    const { id: incidentId } = await trial.ok('cases.reportIncident', {
      ...{
        caseId,
        system: 'standard-4g',
        occurredAt: `${evening}T21:10:00`,
        place: 'Hillgate',
        description: 'Shouting.',
      },
    });
    if (isMissed(index)) return diary.visit(addDays(today, 30)); // nobody goes, and it is overwritten
    const folder = await exportOf(join(trial.folder, `EXPORT-${index}`), evening, index === seen ? film : null);
    const { retrievalId } = await startRetrieval(trial, { caseId, incidentId, stickId }, folder, {
      period: { from: `${evening}T21:00:00`, to: `${evening}T21:20:00` },
      ...{ place: 'Hillgate', reason: 'Shouting.' },
      withoutPia: 'The camera of a neighbour.',
    });
    await desk.quiet();
    for (const { id, retentionDeadline, retrievalId: of } of await trial.ok('recordings.list', { caseId })) {
      if (of !== retrievalId) continue;
      diary.visit(retentionDeadline);
      if (index === seen) await look(id, caseId);
      if (index % everyNth(scale.holds) === 0) await hold(id, index / everyNth(scale.holds), today);
      else if (index % everyNth(scale.requests) === 1)
        await ask(id, Math.floor(index / everyNth(scale.requests)), today);
    }
  }

  let bookmark: { caseId: CaseId; bookmarkId: BookmarkId } | null = null;
  async function look(recordingId: RecordingId, caseId: CaseId): Promise<void> {
    const { viewing } = await openViewing(trial, recordingId);
    const at = { viewingId: viewing.id, positionMs: 300, frameIndex: 3, note: 'Door opens.' };
    bookmark = { caseId, bookmarkId: (await trial.ok('viewings.bookmark', at)).id };
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
  }

  diary.plan('2026-10-07', async () => {
    await requests(trial, people, need(cases[0]));
    await incidentsAndPeople(trial, people);
    await courtAndCode(trial, people, need(bookmark));
  });
  diary.plan('2026-12-04', async () => {
    await people.as('manager');
    await audit(trial);
  });
  diary.plan('2027-02-01', async () => {
    await people.as('manager');
    await trial.ok('code.raise', {
      ...{
        dated: 'February 2027',
        effectiveOn: '2027-03-01',
        nextReviewOn: '2030-02-28',
        text: 'The code, once more. '.repeat(12),
      },
      ...{ changes: 'Body-worn cameras.', consulted: 'GMP', password: accounts.manager.password },
    });
  });
  diary.visit(END);

  await diary.live(desk.day, async (day) => {
    await desk.quiet();
    check(day, kept, await trial.ok('recordings.list', {}));
  });
  await people.as('manager');
  return kept;
}
