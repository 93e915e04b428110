import type { CommandName } from '../../shared/contract.ts';

const words: Readonly<Partial<Record<CommandName, string>>> = {
  'setup.finish': 'made the vault',
  'session.signIn': 'signed in',
  'session.signOut': 'signed out or locked',
  'settings.change': 'changed settings',
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
  'documents.print': 'printed a document',
  'retention.disposeDue': 'started the disposal of what was due',
  'jobs.cancel': 'stopped work',
};

/** An action of the ledger in words; one that has none is shown as it stands in the ledger. */
export const actionInWords = (action: string): string => words[action as CommandName] ?? action;

/** Actions a person may search for, with their words. */
export const knownActions: readonly { readonly value: string; readonly label: string }[] = Object.entries(words)
  .map(([value, label]) => ({ value, label: `${label} (${value})` }))
  .toSorted((a, b) => a.label.localeCompare(b.label));
