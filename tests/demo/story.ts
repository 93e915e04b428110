import type { KeyHolder } from '../../src/shared/model.ts';

/** The people of the demonstration and what happened on their estate. Every word is invented. */
export const people = {
  manager: { name: 'Morag Whitfield', username: 'morag', initials: 'MW', password: 'three copper kettles' },
  officer: { name: 'Alan Sutcliffe', username: 'alan', initials: 'AS', password: 'winter garden spade' },
} as const satisfies Record<KeyHolder, Readonly<Record<'name' | 'username' | 'initials' | 'password', string>>>;

export const controller = {
  name: 'Stockport Homes Group',
  address: 'Cornerstone, 2 Edward Street, Stockport, SK1 3NQ',
  mailbox: 'assurance@stockporthomes.org',
} as const;

/** The morning after the incident: the recorder has been fetched, and its export lies on the stick. */
export const firstMorning = '2026-10-06T09:00:00.000Z';
export const incidentDay = '2026-10-05';

export const story = {
  reactRef: 'ASB/2026/0417',
  caseTitle: 'Noise and damage, Edward Street',
  place: 'Edward Street, rear car park',
  happened: 'Two people at the bins, then a broken window.',
  recorder: { serial: 'DVR-4G-012', place: '12 Edward Street', clock: '10:03:12' },
  retrievalReason: 'Incident of 5 October, needed for the injunction.',
  withoutPia: 'The camera was put up before the laptop was set up; its assessment is on paper.',
  viewingReason: 'Find the window being broken.',
  carAt: '21:10:06',
  bookmark: 'A white car drives past the bins.',
  particulars: 'Vehicle at the bins, Edward Street',
  requester: 'Priya Shah, Safer Neighbourhoods Officer',
  necessity: 'To identify the vehicle seen before the window broke.',
  cabinet: 'Cabinet 1, shelf B',
  court: 'County Court at Stockport',
  caseNumber: 'L00SK123',
  parties: 'Stockport Homes v Doe',
  hearing: '20/11/2026',
  holdReason: 'The hearing is on 20 November, after the six weeks have ended.',
} as const;
