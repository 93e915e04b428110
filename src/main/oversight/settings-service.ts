import type { Output, Parsed } from '../../shared/contract.ts';
import type { Settings } from '../../shared/contract/people.ts';
import type { Act, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { defaultSettings } from './settings.ts';
import { readSettings, writeSettings } from './settings-store.ts';

/** The settings a new vault starts with. */
export const writeFirstSettings = (tx: Transaction, controller: Parameters<typeof defaultSettings>[0]): void =>
  writeSettings(tx, defaultSettings(controller));

/** Who answers for the footage, where there is no session: on new recovery sheets. */
export const readControllerName = (db: ReadDb): string => readSettings(db).controllerName;

export interface SettingsPorts {
  readonly db: ReadDb;
  /** Asks for the person's own password again; throws AppError('forbidden') when it is wrong. */
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

export function createSettingsService({ db, stepUp }: SettingsPorts) {
  return {
    read: (): Settings => readSettings(db),

    /** Each changed setting is an entry of its own part, with old and new value. */
    async change(input: Parsed<'settings.change'>, act: Act): Promise<Output<'settings.change'>> {
      const { password, ...wanted } = input;
      await stepUp(act, password);
      const before = readSettings(db);
      const after: Settings = {
        ...before,
        ...(Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as Partial<Settings>),
      };
      const changed = (Object.keys(after) as (keyof Settings)[]).filter(
        (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
      );
      act.change(['settings'], (tx) => {
        writeSettings(tx, after);
        tx.enter('settings', Object.fromEntries(changed.map((key) => [key, { from: before[key], to: after[key] }])));
      });
      return after;
    },
  };
}

export type SettingsService = ReturnType<typeof createSettingsService>;
