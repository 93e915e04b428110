import type { Recording } from '../../../shared/contract/footage.ts';
import { useQuery } from '../../ui/use-query.ts';

export type KeepersOf = (recording: Pick<Recording, 'id' | 'caseId' | 'number'>) => readonly string[];

/** What keeps a recording past its six weeks now, by number: holds in force and standing freezes. */
export function useKeepers(): KeepersOf {
  const holds = useQuery('holds.list', {}, ['retention']);
  const freezes = useQuery('freezes.list', {}, ['retention', 'recordings', 'disclosures']);
  return ({ id, caseId, number }) => [
    ...(holds.data ?? [])
      .filter(({ state }) => state === 'in-force')
      .filter((hold) => hold.recordingId === id || (hold.recordingId === null && hold.caseId === caseId))
      .map((hold) => hold.number),
    ...(freezes.data ?? [])
      .filter(({ thawedAt, touches }) => thawedAt === null && touches.includes(number))
      .map(({ request }) => request),
  ];
}
