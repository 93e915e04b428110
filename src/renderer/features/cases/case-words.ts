import type { Output } from '../../../shared/contract.ts';
import type { CameraSystem } from '../../../shared/model.ts';
import type { Tone } from '../../ui/status-badge.tsx';
import { daysInWords } from '../../ui/time.ts';

type CaseRead = Output<'cases.read'>;
export type Incident = CaseRead['incidents'][number];
export type CaseSummary = CaseRead['case'];

export const systemWords: Readonly<Record<CameraSystem, string>> = {
  'standard-4g': 'Standard 4G',
  'ic-pod': 'IC-POD 4G',
  idcam: 'IDCAM Pro',
};

/** The clause that says how long a recorder keeps footage; the code is silent about the IC-POD. */
export const overwriteClause: Readonly<Record<CameraSystem, string | null>> = {
  'standard-4g': '3.7',
  'ic-pod': null,
  idcam: '3.13',
};

/** How long the recorder still holds an incident, in words. */
export function overwriteInWords({ retrieved, daysLeft }: Pick<Incident, 'retrieved' | 'daysLeft'>): {
  readonly tone: Tone;
  readonly words: string;
} {
  if (retrieved) return { tone: 'good', words: 'Footage retrieved' };
  if (daysLeft < 0) return { tone: 'bad', words: `May have been overwritten ${daysInWords(daysLeft)}` };
  if (daysLeft === 0) return { tone: 'bad', words: 'May be overwritten from today' };
  return { tone: daysLeft <= 7 ? 'warning' : 'neutral', words: `May be overwritten ${daysInWords(daysLeft)}` };
}
