import type { Output } from '../../../shared/contract.ts';
import type { Tone } from '../../ui/status-badge.tsx';

export type RetrievalRead = Output<'retrievals.read'>;
type RetrievedFile = RetrievalRead['files'][number];

interface Said {
  readonly tone: Tone;
  readonly words: string;
}

export const roleWords: Record<RetrievedFile['role'], string> = {
  footage: 'Footage',
  index: 'Index of the recorder',
  player: 'Maker’s player (never run here)',
  other: 'Other file',
  'access-record': 'Record of the access',
};

export const retrievalStateWords: Record<RetrievalRead['retrieval']['state'], Said> = {
  running: { tone: 'neutral', words: 'Going on' },
  complete: { tone: 'good', words: 'Complete: every file sealed and read back' },
  partial: { tone: 'warning', words: 'Not complete: some files could not be taken' },
  cancelled: { tone: 'warning', words: 'Stopped before it was complete' },
  failed: { tone: 'bad', words: 'Failed' },
};

export const outcomeWords: Record<RetrievedFile['outcome'], Said> = {
  master: { tone: 'good', words: 'Sealed as master, read back' },
  duplicate: { tone: 'neutral', words: 'Held already, the same fingerprint' },
  refused: { tone: 'warning', words: 'Not taken' },
  failed: { tone: 'bad', words: 'Could not be read' },
  waiting: { tone: 'neutral', words: 'Not reached yet' },
};
