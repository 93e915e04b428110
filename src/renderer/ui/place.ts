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
  scheme: '/scheme',
  deployment: '/scheme/deployments',
  pia: '/scheme/pias',
  kit: '/scheme/kits',
};

const roomsOfOne: ReadonlySet<Place['screen']> = new Set([
  'case',
  'recording',
  'stills',
  'court',
  'deployment',
  'pia',
  'kit',
]);

/** Where a place of the core's lies in the router. A place without its thing is the room it stands in. */
export const pathOf = ({ screen, id }: Place): string =>
  id !== null && roomsOfOne.has(screen) ? `${rooms[screen]}/${id}` : rooms[screen];

/** Which incident "Get footage" is to begin with, and which part of the scheme is meant; nothing for every other place. */
export function searchOf({ screen, id, caseId }: Place): { caseId?: string; incidentId?: string; tab?: string } {
  if (screen === 'scheme' && id !== null) return { tab: id };
  return screen === 'get-footage' && id !== null && caseId ? { caseId, incidentId: id } : {};
}
