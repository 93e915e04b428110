import type { Output, Parsed } from '../../shared/contract.ts';
import type { ClockQuestion } from '../../shared/contract/clock.ts';
import { AppError } from '../../shared/failure.ts';
import type { ClockQuestionId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { CLOCK_TOLERANCE_MS, type GuardedClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { instantsOfLondonWallClock, offsetText } from '../time.ts';
import { offsetFrom, questionAtStart, questionInWords, settles } from './clock-question.ts';
import { answerQuestions, insertQuestion, listOpenQuestions } from './clock-store.ts';

export interface ClockPorts {
  readonly db: ReadDb;
  readonly clock: GuardedClock;
  /** The application's own act: it notices, a person answers. */
  readonly act: () => Act;
}

/** Notices that the laptop's clock was moved, asks for a reference clock, and says until then that it is not believed. */
export function createClockService({ db, clock, act }: ClockPorts) {
  /** The deviation that was noted last, so that each step is told once. */
  let notedMs = 0;

  const ask = (kind: ClockQuestion['kind'], shownAt: string, expectedAt: string): void => {
    const question = { id: newId<ClockQuestionId>(), kind, shownAt, expectedAt, offsetSeconds: null };
    act().change(['clock'], (tx) => {
      insertQuestion(tx, question);
      const movedSeconds = Math.round((Date.parse(shownAt) - Date.parse(expectedAt)) / 1000);
      tx.enter('clock', { kind, shownAt, expectedAt, movedSeconds, said: questionInWords(question) });
    });
  };
  const open = (): ClockQuestion[] => listOpenQuestions(db);

  return {
    /** At a sign-in: against the last entry before it. */
    start(lastEntryAt: string | null): void {
      const shownAt = clock.shown();
      const kind = questionAtStart(lastEntryAt, shownAt);
      if (kind !== null && lastEntryAt !== null) ask(kind, shownAt, lastEntryAt);
    },

    /** While somebody is signed in: against a count that nobody can move. */
    look(): void {
      const movedMs = clock.movedMs();
      const sinceNoted = movedMs - notedMs;
      if (Math.abs(sinceNoted) <= CLOCK_TOLERANCE_MS) return;
      notedMs = movedMs;
      const shownAt = clock.shown();
      ask('moved', shownAt, new Date(Date.parse(shownAt) - sinceNoted).toISOString());
    },

    open,
    inWords: (): string[] => open().map(questionInWords),
    isBelieved: (): boolean => open().length === 0,

    /** @throws AppError('conflict') while the clock is not believed: nothing may be destroyed by it. */
    requireBelieved(): void {
      if (open().length > 0)
        throw new AppError(
          'conflict',
          'The laptop’s clock was moved, and nobody has confirmed the time yet. The officer or the manager must give the time of a reference clock first (Settings, About this laptop).',
        );
    },

    read: (): Output<'clock.read'> => ({
      open: open().map((question) => ({ ...question, said: questionInWords(question) })),
      shown: clock.shown(),
    }),

    /** Enters what the reference showed. Only when the laptop agrees is its clock believed again. */
    confirm({ reference, source, seenBy }: Parsed<'clock.confirm'>, by: Act): Output<'clock.confirm'> {
      const shownAt = clock.shown();
      const offsetSeconds = offsetFrom(instantsOfLondonWallClock(reference), shownAt);
      const settled = settles(offsetSeconds);
      if (settled) {
        clock.accept();
        notedMs = 0;
      }
      by.change(['clock'], (tx) => {
        const questions = answerQuestions(tx, by.now(), offsetSeconds, settled);
        tx.enter('clock', { reference, source, seenBy, shownAt, offsetSeconds, settled, questions });
      });
      return { settled, offsetSeconds, message: answerInWords(offsetSeconds, settled) };
    },
  };
}

const answerInWords = (offsetSeconds: number, settled: boolean): string =>
  settled
    ? `The laptop’s clock agrees with the reference (${offsetText(offsetSeconds)}). It is entered in the ledger, and what is due goes on.`
    : `The laptop’s clock is ${offsetText(offsetSeconds)} against the reference; that is entered in the ledger. Set the clock right in the system’s settings (ask your IT contact if you may not), then confirm again. Until then nothing is destroyed.`;

export type ClockService = ReturnType<typeof createClockService>;
