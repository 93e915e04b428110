import type { DueItem } from '../../shared/contract/oversight.ts';
import type { DueSource } from '../oversight/today-service.ts';
import type { Clock } from '../platform/clock.ts';
import type { DamageService } from './damage-service.ts';
import type { VerificationService } from './verification-service.ts';

const inSettings = { screen: 'settings', id: 'verification' } as const;

/** Damage until the manager has decided, and what was not re-read in time. */
export const createVerificationDue =
  (verification: VerificationService, damages: DamageService, clock: Clock): DueSource =>
  (_today, role) => {
    const undecided = damages.undecided().map(
      ({ item, fault, recordingId, incident }): DueItem => ({
        kind: 'integrity',
        urgency: 'overdue',
        on: null,
        title:
          fault === 'missing'
            ? `${item} is missing from the vault`
            : `${item} ${fault === 'ledger' ? 'is not as it was written' : 'no longer matches its seal'}`,
        detail: `${fault === 'ledger' ? 'No disc is written.' : 'It is set aside; do not use it.'} Incident ${incident} is open until the Safer Neighbourhoods Manager has recorded what was decided.`,
        clause: '6.2',
        // The manager goes to where it is decided.
        place: recordingId === null || role === 'manager' ? inSettings : { screen: 'recording', id: recordingId },
      }),
    );
    const { overdue, everyDays } = verification.overdue(clock.now());
    if (overdue === 0) return undecided;
    const late: DueItem = {
      kind: 'verification',
      urgency: 'today',
      on: null,
      title: `${overdue === 1 ? '1 thing was' : `${overdue.toLocaleString('en-GB')} things were`} not re-read in the last ${everyDays === 1 ? 'day' : `${everyDays} days`}`,
      detail: 'Leave the laptop signed in for a while, or verify everything now.',
      clause: '6.2',
      place: inSettings,
    };
    return [...undecided, late];
  };
