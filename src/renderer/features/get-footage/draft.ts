import type { Output } from '../../../shared/contract.ts';
import { count, formatBytes } from '../../ui/quantity.ts';

export type Survey = Output<'retrievals.survey'>;
export type Connection = Output<'retrievals.connect'>;
export type Incident = Output<'cases.read'>['incidents'][number];
export type ReferenceSource = Output<'recordings.read'>['timeCheck']['source'];

/**
 * Where the footage is: on a recorder's stick, on the recorder, downloaded from the portal onto a stick, or on the
 * portal; in a training vault on the simulated recorder alone.
 */
export type SourceKind = 'stick' | 'recorder' | 'portal-stick' | 'portal' | 'simulated';

/** Everything the officer has said so far. It lives as long as the screen, so that stepping back loses nothing. */
export interface Draft {
  readonly caseId: string;
  readonly incidentId: string;
  readonly kind: SourceKind;
  readonly stickId: string;
  readonly siteId: string;
  readonly connection: Connection | null;
  /** Single cameras of the recorder; empty for all. */
  readonly cameras: readonly string[];
  readonly survey: Survey | null;
  readonly systemTime: string;
  readonly referenceTime: string;
  readonly source: ReferenceSource | '';
  readonly seenBy: string;
  readonly from: string;
  readonly to: string;
  readonly kitSerial: string;
  readonly place: string;
  readonly reason: string;
  readonly deploymentId: string;
  readonly withoutPia: string;
  readonly portalId: string;
  readonly portalName: string;
  readonly portalLogin: string;
  readonly downloadedAt: string;
  readonly withoutList: string;
}

export const emptyDraft: Draft = {
  caseId: '',
  incidentId: '',
  kind: 'stick',
  stickId: '',
  siteId: '',
  connection: null,
  cameras: [],
  survey: null,
  systemTime: '',
  referenceTime: '',
  source: '',
  seenBy: '',
  from: '',
  to: '',
  kitSerial: '',
  place: '',
  reason: '',
  deploymentId: '',
  withoutPia: '',
  portalId: '',
  portalName: '',
  portalLogin: '',
  downloadedAt: '',
  withoutList: '',
};

export const stepNames = ['Incident', 'Where it is', 'Time check', 'What there is', 'Details', 'Retrieval'] as const;

const aroundMs = 30 * 60_000;
const wallClock = (ms: number): string => new Date(ms).toISOString().slice(0, 19);

/** Half an hour either side of the incident, on the recorder's clock: the offset is added to the time it happened. */
export function periodAround(occurredAt: string, offsetSeconds: number): { from: string; to: string } {
  const at = Date.parse(`${occurredAt}Z`) + offsetSeconds * 1000;
  return { from: wallClock(at - aroundMs), to: wallClock(at + aroundMs) };
}

/** The asked period, once both ends are given and in order. */
export const periodOf = ({ from, to }: Pick<Draft, 'from' | 'to'>): { from: string; to: string } | null =>
  from !== '' && to !== '' && from < to ? { from, to } : null;

/** Whether what was found fits on the laptop. */
/** A recorder that replays does not know how many bytes will come. */
export function toBeTaken({ files, totalBytes }: Pick<Survey, 'files' | 'totalBytes'>): string {
  const unsized = files.filter((it) => it.role === 'footage' && it.sizeBytes === 0 && it.heldSince === null).length;
  if (unsized === 0) return formatBytes(totalBytes);
  const those = `${count(unsized, 'recording')} whose size the recorder does not say`;
  return totalBytes === 0 ? those : `${formatBytes(totalBytes)}, and ${those}`;
}

export const fits = ({ totalBytes, freeBytes }: Pick<Survey, 'totalBytes' | 'freeBytes'>): boolean =>
  totalBytes <= freeBytes;

/** Whose login the download was made with; null when the footage is no download from the portal. */
export const portalOf = ({ kind, portalName, portalLogin, downloadedAt }: Draft) =>
  kind === 'portal-stick' ? { name: portalName, login: portalLogin, downloadedAt } : null;

/** What a camera system leaves its footage on, the usual way first. */
export const sourceKinds = (system: Incident['system'] | undefined, isTraining: boolean): readonly SourceKind[] =>
  isTraining ? ['simulated'] : kindsOf(system);

const kindsOf = (system: Incident['system'] | undefined): readonly SourceKind[] =>
  system === 'idcam' ? ['portal-stick', 'portal'] : system === 'ic-pod' ? ['recorder', 'stick'] : ['stick', 'recorder'];
