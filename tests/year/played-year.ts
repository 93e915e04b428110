import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ledgerFigures } from '../ledger-figures.ts';
import { accounts, need, trialApp } from '../main/trial-app.ts';
import { END, playYear, type Scale, YEAR } from './year.ts';
import { yearDesk } from './year-desk.ts';

export interface PlayedYear {
  /** What was kept or destroyed against what kept it, day by day. */
  readonly wrong: readonly string[];
  readonly destroyed: number;
  readonly keptPastTheirDay: number;
  /** By key: what the report says, and what the ledger's export alone says. */
  readonly figures: ReadonlyMap<string, { readonly said: number | null; readonly counted: number | null }>;
  readonly verifies: boolean;
  readonly entries: number;
}

/** Plays a year from an empty vault and asks at its end what its report, its ledger and its vault say. */
export async function playedYear(scale: Scale, onDay: (day: string) => void = () => undefined): Promise<PlayedYear> {
  const made = await trialApp({ start: '2026-03-31T09:00:00.000Z' });
  try {
    await made.setUp();
    const desk = await yearDesk(made);
    const { trial } = desk;
    const wrong: string[] = [];
    let [destroyed, keptPastTheirDay] = [0, 0];
    await playYear(desk, scale, (day, kept, recordings) => {
      onDay(day);
      for (const { id, number, retentionDeadline, state } of recordings) {
        const isPast = retentionDeadline <= day;
        const mayStay = !isPast || kept.isKept(id, day);
        if ((state === 'kept') !== mayStay) wrong.push(`${day}: ${number} is ${state}`);
        if (day === END && state === 'disposed') destroyed += 1;
        if (day === END && isPast && state === 'kept') keptPastTheirDay += 1;
      }
    });
    const { sections, asOf } = await trial.ok('reports.read', YEAR);
    await mkdir(join(made.folder, 'stick'));
    trial.shell.folders.push(join(made.folder, 'stick'));
    const { password } = accounts.manager;
    const written = need(await trial.ok('ledger.export', { recipient: 'A stranger', reason: 'To count.', password }));
    const ledger = await readFile(join(made.folder, 'stick', written.folderName, 'ledger.jsonl'), 'utf8');
    const counted = ledgerFigures(ledger, { ...YEAR, asOf });
    const said = new Map(sections.flatMap(({ figures }) => figures).map(({ key, value }) => [key, value]));
    const figures = new Map(
      [...new Set([...said.keys(), ...counted.keys()])].map((key) => [
        key,
        {
          said: said.get(key) ?? (said.has(key) ? null : NaN),
          counted: counted.has(key) ? (counted.get(key) ?? null) : 0,
        },
      ]),
    );
    const { ok: verifies } = await trial.ok('ledger.verify', {});
    await desk.close();
    return { wrong, destroyed, keptPastTheirDay, figures, verifies, entries: written.entries };
  } finally {
    await made.remove();
  }
}
