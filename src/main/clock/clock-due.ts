import type { DueSource } from '../oversight/today-service.ts';
import { questionInWords } from './clock-question.ts';
import type { ClockService } from './clock-service.ts';

/** Stays on Today, for both, until the time is confirmed: a clock set back must not postpone anything for ever. */
export const createClockDue =
  (clock: Pick<ClockService, 'open'>): DueSource =>
  () =>
    clock.open().map((question) => ({
      kind: 'clock',
      urgency: 'overdue',
      on: null,
      title: 'The laptop’s clock must be confirmed',
      detail: `${questionInWords(question)} Until the time is confirmed with a reference clock, nothing is destroyed by itself.`,
      clause: '4.6',
      place: { screen: 'settings', id: 'laptop' },
    }));
