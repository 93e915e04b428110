import type { CommandName } from '../../shared/contract.ts';

const words: Readonly<Partial<Record<CommandName, string>>> = {
  'setup.finish': 'made the vault',
  'session.signIn': 'signed in',
  'session.signOut': 'signed out or locked',
  'people.openAccount': 'opened an account',
  'people.closeAccount': 'closed an account',
  'people.changePassword': 'changed their password',
  'people.resetPassword': 'allowed a new password',
  'people.beginAuthenticator': 'began setting up an authenticator',
  'people.finishAuthenticator': 'set up an authenticator',
  'people.acknowledgeNotice': 'read a notice',
  'people.renewSheets': 'renewed the recovery sheets',
  'recovery.finish': 'recovered the vault from its sheets',
  'settings.change': 'changed settings',
  'licences.enter': 'entered an SIA licence',
  'training.enter': 'entered training',
  'code.acknowledge': 'acknowledged the code of practice',
  'code.raise': 'raised a new version of the code of practice',
  'code.review': 'recorded a review of the code of practice',
  'cases.open': 'opened a case',
  'cases.read': 'read a case',
  'cases.reportIncident': 'reported an incident',
  'sticks.register': 'registered a memory stick',
  'sites.register': 'registered a recorder',
  'sites.change': 'changed a recorder’s record',
  'retrievals.connect': 'connected to a recorder',
  'retrievals.search': 'searched a recorder',
  'retrievals.survey': 'looked at a memory stick',
  'retrievals.start': 'retrieved footage',
  'recordings.read': 'read a recording’s record',
  'viewings.open': 'opened a viewing',
  'viewings.openWithOfficer': 'opened a viewing beside an officer',
  'viewings.watched': 'watched footage',
  'viewings.bookmark': 'set a bookmark',
  'viewings.close': 'closed a viewing',
  'stills.request': 'recorded a request for a still',
  'stills.decide': 'decided on a still',
  'stills.produce': 'produced a still',
  'stills.countersign': 'decided on a countersignature',
  'stills.show': 'showed a still',
  'proceedings.name': 'named proceedings',
  'bundles.prepare': 'prepared a court bundle',
  'bundles.decide': 'decided on a court bundle',
  'discs.burn': 'burned a disc',
  'discs.check': 'checked a disc',
  'discs.move': 'moved a disc',
  'ledger.verify': 'verified the ledger',
  'ledger.checkCode': 'checked a witness code',
  'posture.check': 'checked the state of the laptop',
  'posture.accept': 'accepted a state of the laptop',
  'clock.confirm': 'confirmed the laptop’s clock',
  'ledger.compare': 'compared two witness codes',
  'ledger.export': 'exported the whole ledger',
  'documents.print': 'printed a document',
  'retention.disposeDue': 'started the disposal of what was due',
  'jobs.cancel': 'stopped work',
  'backups.register': 'registered a backup drive',
  'backups.retire': 'took a backup drive out of use',
  'backups.start': 'started a backup',
  'backups.check': 'started a check of a backup',
  'restore.finish': 'restored the vault from a backup',
  'verification.start': 'verified everything that is kept',
  'damages.decide': 'decided on damage that was found',
};

/** What the application does by itself, and the parts of longer work. */
const parts: Readonly<Record<string, string>> = {
  'clock.step': 'noticed that the clock was moved',
  'clock.behind': 'noted that the clock stands behind',
  'posture.found': 'found the laptop not in order',
  'posture.firstSeen': 'noted the programs found first',
  'ledger.checkpoint': 'signed a checkpoint of the ledger',
  'ledger.exported': 'finished an export of the ledger',
};

/** An action of the ledger in words; one that has none is shown as it stands in the ledger. */
export const actionInWords = (action: string): string => words[action as CommandName] ?? parts[action] ?? action;

/** Actions a person may search for, with their words. */
export const knownActions: readonly { readonly value: string; readonly label: string }[] = Object.entries({
  ...words,
  ...parts,
})
  .map(([value, label]) => ({ value, label: `${label} (${value})` }))
  .toSorted((a, b) => a.label.localeCompare(b.label));
