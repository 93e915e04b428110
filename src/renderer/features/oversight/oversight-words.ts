import type { AuditArea } from '../../../shared/contract/audits.ts';

export const areaWords: Readonly<Record<AuditArea, string>> = {
  pias: 'Privacy impact assessments',
  recordings: 'Recordings',
  viewings: 'Viewings',
  stills: 'Stills',
  discs: 'Discs',
  disclosures: 'Requests for footage',
  disposals: 'Disposals',
};

export const acceptedWords = { yes: 'Accepted', partly: 'Accepted in part', no: 'Not accepted' } as const;
