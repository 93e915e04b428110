import { showingPurpose } from '../../shared/contract/viewings.ts';
import type { Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';

// Why and before whom footage is shown: a purpose of the manager's closed list (CoP 6.1), and nobody from the public
// without the authority of the Head of Safer Neighbourhoods (CoP 4.5, 6.4).

export type ViewingRequest = Parsed<'viewings.open'> | Parsed<'viewings.openWithOfficer'>;

export function refuseUnfitRequest(
  { purpose, personsPresent, authority }: ViewingRequest,
  {
    purposes,
    viewer,
    today,
  }: { readonly purposes: readonly string[]; readonly viewer: string; readonly today: string },
): void {
  if (purpose !== showingPurpose && !purposes.includes(purpose))
    throw new AppError('clause', 'Choose a purpose from the manager’s list.', { clause: '6.1' });
  const isShowing = purpose === showingPurpose || personsPresent.some(({ capacity }) => capacity === 'public');
  if (!isShowing && authority !== undefined)
    throw new AppError(
      'invalid-input',
      `An authority of the Head belongs to a showing. Choose the purpose “${showingPurpose}”, or say who of the public is present.`,
    );
  if (!isShowing) return;
  if (authority === undefined)
    throw new AppError(
      'clause',
      'Members of the public see footage, and demonstrations are given, only where the Head of Safer Neighbourhoods has authorised it. Enter the authority, or view without them.',
      { clause: '6.4' },
    );
  if (authority.on > today)
    throw new AppError('invalid-input', 'The Head’s authority is dated in the future. Look at the day again.');
  if (authority.head.toLowerCase() === viewer.toLowerCase())
    throw new AppError(
      'clause',
      'Nobody authorises their own showing. The Head must be somebody else than who shows.',
      {
        clause: '6.4',
      },
    );
}
