import type { Output } from '../../../shared/contract.ts';

export type ListedPerson = Output<'people.list'>[number];

export interface PersonDialogProps {
  readonly person: Pick<ListedPerson, 'id' | 'name'>;
  readonly onClose: () => void;
  /** Called when it is done, with what to say of it. */
  readonly onDone: (said: string) => void;
}
