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
    retentionFrom: 'recorded',
    keptReviewDays: null,
    holdReviewDays: 28,
    holdGraceDays: 7,
    holds: 'with-approval',
    lawCited: 'UK GDPR and the Data Protection Act 2018',
    idleLockMinutes: 5,
    // PD 22, wording in force from 6 April 2020 (domain.md §1.7).
    statementOfTruth:
      'I believe that the facts stated in this witness statement are true. I understand that proceedings for contempt of court may be brought against anyone who makes, or causes to be made, a false statement in a document verified by a statement of truth without an honest belief in its truth.',
    // CrimPR 16.2 with Criminal Justice Act 1967 s.9 (domain.md §1.8).
    criminalDeclaration:
      'This statement (consisting of {pages} each signed by me) is true to the best of my knowledge and belief and I make it knowing that, if it is tendered in evidence, I shall be liable to prosecution if I have wilfully stated in it anything which I know to be false, or do not believe to be true.',
    trainingExpiry: 'warn',
    backupDays: 7,
    backupDisposalDays: 7,
    verifyEveryDays: 7,
  });
