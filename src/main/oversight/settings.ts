import { Settings } from '../../shared/contract/people.ts';

/** What a new vault starts with; the gaps of the code of practice are filled as domain.md §0.2 says. */
export const defaultSettings = (controller: { name: string; address: string; assuranceMailbox: string }): Settings =>
  Settings.parse({
    controllerName: controller.name,
    controllerAddress: controller.address,
    assuranceMailbox: controller.assuranceMailbox,
    viewingPlace: 'Viewing room, Cornerstone',
    viewingPurposes: [
      'Incident review',
      'Necessity of footage for court',
      'Still requested by a Safer Neighbourhoods Officer',
      'Still requested by the police',
      'Police request for footage',
      'Subject access or information request',
      'Quality or clock check',
      'Audit',
    ],
    overwriteDays: { 'standard-4g': 28, 'ic-pod': 28, idcam: 35 },
    retentionDays: 42,
    holdReviewDays: 28,
    holdGraceDays: 7,
    idleLockMinutes: 5,
  });
