/** The parts of the settings, in their groups: the name in the address, and the words on the tab. */
export const settingsGroups = [
  {
    group: 'Rules',
    parts: [
      ['scheme', 'Scheme'],
      ['code', 'Code of practice'],
    ],
  },
  {
    group: 'People',
    parts: [
      ['people', 'People'],
      ['qualifications', 'Licences and training'],
    ],
  },
  {
    group: 'Registers',
    parts: [
      ['breaches', 'Incidents'],
      ['holds', 'Holds and freezes'],
      ['disposals', 'Disposals'],
      ['documents', 'Documents'],
    ],
  },
  {
    group: 'Equipment',
    parts: [
      ['sticks', 'Memory sticks'],
      ['sites', 'Recorders'],
      ['portals', 'Portals'],
    ],
  },
  {
    group: 'Laptop',
    parts: [
      ['backup', 'Backup'],
      ['verification', 'Verification'],
      ['laptop', 'About this laptop'],
    ],
  },
] as const;

export type SettingsPart = (typeof settingsGroups)[number]['parts'][number][0];

const words: ReadonlyMap<string, string> = new Map(
  settingsGroups.flatMap(({ parts }): (readonly [string, string])[] => [...parts]),
);

/** The part with this name, or the first one. */
export const settingsPart = (name: string | undefined): SettingsPart =>
  name !== undefined && words.has(name) ? (name as SettingsPart) : 'scheme';

/** On a button that leads there: `Open incidents`. */
export const openPartWords = (name: string | null): string =>
  `Open ${(name === null ? undefined : words.get(name)?.toLowerCase()) ?? 'settings'}`;
