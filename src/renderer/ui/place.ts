import type { Output } from '../../shared/contract.ts';

export type Place = Output<'today.read'>['due'][number]['place'];

const rooms: Readonly<Record<Place['screen'], string>> = {
  case: '/cases',
  'get-footage': '/get-footage',
  recording: '/footage',
  stills: '/stills',
  court: '/court',
  approvals: '/approvals',
  ledger: '/ledger',
  settings: '/settings',
  footage: '/footage',
  disclosures: '/disclosures',
  scheme: '/scheme',
  deployment: '/scheme/deployments',
  pia: '/scheme/pias',
  kit: '/scheme/kits',
  oversight: '/oversight',
  audit: '/oversight/audits',
};

const roomsOfOne: ReadonlySet<Place['screen']> = new Set([
  'case',
  'recording',
  'stills',
  'court',
  'disclosures',
  'deployment',
  'pia',
  'kit',
  'audit',
]);

/** Where a place of the core's lies in the router. A place without its thing is the room it stands in. */
export const pathOf = ({ screen, id }: Place): string =>
  id !== null && roomsOfOne.has(screen) ? `${rooms[screen]}/${id}` : rooms[screen];

/** Which incident "Get footage" is to begin with, which part of the settings, the scheme or oversight, or which entry of the
 * ledger; nothing for every other place. */
export function searchOf({ screen, id, caseId }: Place): {
  caseId?: string;
  incidentId?: string;
  part?: string;
  tab?: string;
  entry?: number;
} {
  if (id === null) return {};
  if (screen === 'settings') return { part: id };
  if (screen === 'scheme' || screen === 'oversight') return { tab: id };
  if (screen === 'ledger') return { entry: Number(id) };
  return screen === 'get-footage' && caseId ? { caseId, incidentId: id } : {};
}
