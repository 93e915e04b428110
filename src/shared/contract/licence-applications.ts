import { z } from 'zod';
import { Day, Instant, Line, Paragraph, PersonId } from '../model.ts';
import { both, enters, readers, reads } from './command.ts';

/** An application for a first or renewed SIA licence, until it comes to something (CoP 3.1). */
export const LicenceApplication = z.object({
  id: z.int(),
  personId: PersonId,
  person: z.string(),
  appliedOn: Day,
  /** As the Security Industry Authority gave it. */
  reference: z.string(),
  /** `granted`: a licence was entered since. */
  state: z.enum(['open', 'granted', 'refused', 'withdrawn']),
  note: z.string().nullable(),
  endedOn: Day.nullable(),
  at: Instant,
  by: z.string(),
});
export type LicenceApplication = z.output<typeof LicenceApplication>;

export const licenceApplicationsCommands = {
  'licences.applications': reads(readers, z.strictObject({}), z.array(LicenceApplication)),
  /** It vouches for nothing: whoever applies may enter it themselves. */
  'licences.apply': enters(
    both,
    z.strictObject({ personId: PersonId, appliedOn: Day, reference: Line }),
    z.array(LicenceApplication),
  ),
  /** One that comes to nothing. One that is granted ends with the licence that is entered off the card. */
  'licences.endApplication': enters(
    both,
    z.strictObject({ applicationId: z.int(), how: z.enum(['refused', 'withdrawn']), endedOn: Day, note: Paragraph }),
    z.array(LicenceApplication),
  ),
};
