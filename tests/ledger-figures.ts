// Counts the figures of an annual report again from an export of the ledger alone. Shares no line with the application:
// what it knows is the names of actions and what their entries say.

export interface LedgerEntry {
  readonly seq: number;
  readonly at: string;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
const dayOf = (instant: string): string => london.format(new Date(instant));
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round((values.reduce((sum, each) => sum + each, 0) / values.length) * 10) / 10;

/** Every figure by its key; a part that nothing fell into is not among them. */
export function ledgerFigures(
  text: string,
  { from, until, asOf }: { from: string; until: string; asOf: string },
): Map<string, number | null> {
  const all = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LedgerEntry);
  const figures = new Map<string, number | null>();
  const add = (key: string): void => void figures.set(key, (figures.get(key) ?? 0) + 1);
  const isIn = (day: string): boolean => day >= from && day <= until;
  const entries = all.filter(({ at }) => isIn(dayOf(at)));
  const of = (action: string, among = entries): LedgerEntry[] => among.filter((each) => each.action === action);
  const say = ({ details }: LedgerEntry, name: string): string => String(details[name]);
  const tally = (key: string, kinds: readonly string[]): void => {
    for (const kind of kinds) {
      add(key);
      add(`${key}.${kind}`);
    }
  };

  for (const _ of of('pias.submit')) add('pias.received');
  const decisions: Record<string, string> = { approve: 'approved', refuse: 'refused', return: 'returned' };
  tally(
    'pias.decided',
    of('pias.decide').map((each) => decisions[say(each, 'decision')] ?? '?'),
  );

  const requests = new Map(of('waiting.request', all).map((each) => [say(each, 'deploymentId'), each]));
  const orders = new Map(
    of('waiting.setUrgency', all).map((each) => [say(each, 'deploymentId'), say(each, 'urgency')]),
  );
  for (const each of of('waiting.request')) {
    add('deployments.requested');
    tally('deployments.by-urgency', [orders.get(say(each, 'deploymentId')) ?? 'ordinary']);
  }
  const waits: number[] = [];
  const places = new Map([...requests].map(([id, each]) => [id, say(each, 'place')]));
  const seen = new Set<string>();
  for (const each of all) {
    const id = say(each, 'deploymentId');
    if (each.action === 'deployments.move') places.set(id, say(each, 'newPlace'));
    if (each.action !== 'deployments.install') continue;
    const request = requests.get(id);
    if (request === undefined) throw new Error('a camera nobody asked for');
    const on = say(each, 'installedOn');
    if (isIn(on)) {
      tally('deployments.installed', [say(request, 'system')]);
      const postcode = / ([A-Z]+\d+) \d[A-Z]{2}$/u.exec(places.get(id) ?? '')?.[1];
      tally('deployments.by-area', [postcode ?? 'no postcode entered']);
      if (!seen.has(id)) waits.push(days(dayOf(request.at), on));
    }
    seen.add(id);
  }
  figures.set('deployments.waiting', mean(waits));
  tally(
    'deployments.reviews',
    of('deployments.review').map((each) => say(each, 'decision')),
  );
  for (const _ of of('deployments.move')) add('deployments.moved');
  for (const each of of('deployments.remove', all)) if (isIn(say(each, 'removedOn'))) add('deployments.removed');
  for (const _ of of('waiting.withdraw')) add('deployments.withdrawn');
  const answers = of('deployments.recordSatisfaction');
  for (const _ of answers) add('satisfaction.surveys');
  const marks: Record<string, number> = {
    'very-satisfied': 5,
    'fairly-satisfied': 4,
    neither: 3,
    'fairly-dissatisfied': 2,
    'very-dissatisfied': 1,
  };
  figures.set('satisfaction.score', mean(answers.map((each) => marks[say(each, 'satisfied')] ?? Number.NaN)));

  for (const _ of of('cases.reportIncident')) add('incidents.reported');
  const ends = new Map(of('retrievals.end', all).map((each) => [say(each, 'retrievalId'), each]));
  const taken = new Map<string, string>();
  for (const each of of('retrievals.start', all)) {
    const end = ends.get(say(each, 'retrievalId'));
    const state = end === undefined ? 'running' : say(end, 'state');
    if (isIn(dayOf(each.at))) tally('retrievals', [state]);
    if (end !== undefined && ['complete', 'partial'].includes(state)) taken.set(say(each, 'incidentId'), dayOf(end.at));
  }
  for (const each of of('cases.reportIncident', all)) {
    const last = say(each, 'overwriteOn');
    const on = taken.get(say(each, 'incidentId'));
    if (isIn(last) && last < asOf && (on === undefined || on > last)) add('retrievals.missed');
  }
  const masters = new Set(of('retrievals.defineMaster').flatMap(({ details }) => details['recordingId'] ?? []));
  figures.set('recordings', masters.size);

  tally(
    'viewings',
    of('viewings.open').map((each) => say(each, 'purpose')),
  );
  const endings = of('viewings.open').map((each) =>
    all.find(({ details }) => details['viewingId'] === each.details['viewingId'] && details['ending'] === 'abnormal'),
  );
  figures.set('viewings-abnormal', endings.filter((each) => each !== undefined).length);

  const routes = { 'stills.request': 'sno', 'stills.requestByPolice': 'police', 'stills.requestByOther': 'other' };
  for (const request of entries) {
    const route = routes[request.action as keyof typeof routes] as string | undefined;
    if (route === undefined) continue;
    const state = stillState(all.filter(({ details }) => details['stillId'] === request.details['stillId']));
    tally('stills', [state]);
    tally('stills.by-route', [route]);
    if (['refused', 'rejected'].includes(state)) tally('stills.refused-by-route', [route]);
  }
  tally(
    'discs',
    entries
      .filter(({ details }) => details['readBack'] === 'every byte compared' && 'copy' in details)
      .map((each) => say(each, 'copy')),
  );

  tally(
    'disclosures',
    of('disclosures.receive').map((each) => say(each, 'class')),
  );
  for (const each of of('disclosures.decide'))
    add(say(each, 'decision') === 'release' ? 'disclosures-granted' : 'disclosures-refused');
  const sars = new Map(
    of('disclosures.receive', all)
      .filter((each) => say(each, 'class') === 'subject-access')
      .map((each) => [say(each, 'disclosureId'), say(each, 'receivedOn')]),
  );
  const took = entries
    .filter(({ action }) => action === 'disclosures.close' || action === 'disclosures.receipt')
    .flatMap((each) => {
      const received = sars.get(say(each, 'disclosureId'));
      return received === undefined ? [] : [days(received, say(each, 'on'))];
    });
  figures.set('sars.days', mean(took));

  for (const _ of of('holds.ask')) add('holds.asked');
  const before = all.filter(({ at }) => dayOf(at) <= until);
  const ages = of('holds.ask', before).flatMap((asked) => {
    const story = before.filter(({ details }) => details['holdId'] === asked.details['holdId']);
    const isApproved = story.some((each) => each.action === 'holds.decide' && say(each, 'decision') === 'approve');
    const isOver = story.some(({ action }) => action === 'holds.end' || action === 'holds.lapse');
    return isApproved && !isOver ? [days(dayOf(asked.at), until < asOf ? until : asOf)] : [];
  });
  figures.set('holds.in-force', ages.length);
  figures.set('holds.age', mean(ages));
  const disposals = of('retention.dispose').filter(({ details }) => 'deadline' in details);
  tally(
    'disposals',
    disposals.map((each) => (dayOf(each.at) > say(each, 'deadline') ? 'late' : 'on-time')),
  );

  const incidents = new Map<string, LedgerEntry>();
  for (const each of all)
    if (typeof each.details['incident'] === 'string' && !incidents.has(each.details['incident']))
      incidents.set(each.details['incident'], each);
  const opened = [...incidents.values()].filter(({ at }) => isIn(dayOf(at)));
  const byApplication: Record<string, string> = {
    'deployments.override': 'deployment-without-pia',
    'retrievals.start': 'retrieval-without-pia',
  };
  tally(
    'breaches',
    opened.map((each) => byApplication[each.action] ?? say(each, 'kind')),
  );
  tally(
    'complaints',
    of('breaches.close')
      .filter(({ details }) => details['complaint'] !== null)
      .map((each) => say(each, 'complaint')),
  );

  figures.set('clock-checks.laptop', of('clock.confirm').length);
  figures.set('clock-checks.cameras', of('deployments.checkClock').length);
  tally(
    'pat',
    of('kits.recordTest').map(({ details }) => (details['passed'] === true ? 'passed' : 'failed')),
  );
  figures.set('licences', of('licences.enter').length);
  figures.set('training', of('training.enter').length);

  for (const _ of of('proceedings.name')) add('proceedings.named');
  const outcomes = new Map(of('proceedings.recordOutcome', all).map((each) => [say(each, 'proceedingsId'), each]));
  const over = [...outcomes.values()].filter((each) => isIn(say(each, 'endedOn')));
  tally(
    'proceedings.ended',
    over.map((each) => say(each, 'result')),
  );
  tally(
    'proceedings.footage',
    over.map((each) => say(each, 'footage')),
  );
  for (const [key, count] of effectFigures(all, { from, until, asOf })) figures.set(key, count);
  figures.set('code.versions', of('code.raise').length);
  figures.set('code.reviews', of('code.review').length);
  figures.set('recommendations-carried-out', of('audits.carryOut').length);

  figures.set('audits.opened', of('audits.open').length);
  figures.set('audits.closed', of('audits.close').length);
  const found = new Map(of('audits.find').map((each) => [say(each, 'checkId'), say(each, 'finding')]));
  tally('spot-checks', [...found.values()]);
  tally(
    'recommendations',
    of('audits.answer').map((each) => say(each, 'accepted')),
  );
  return figures;
}

/** What became of a still, by the last thing that was decided on it. */
function stillState(story: readonly LedgerEntry[]): string {
  const last = (action: string): LedgerEntry | undefined => story.find((each) => each.action === action);
  const decided = last('stills.decide')?.details['decision'];
  const signed = last('stills.countersign')?.details['decision'];
  if (last('stills.withdraw') !== undefined) return 'withdrawn';
  if (signed !== undefined) return signed === 'countersign' ? 'countersigned' : 'rejected';
  if (last('stills.produce') !== undefined) return 'produced';
  if (decided === undefined) return 'requested';
  return decided === 'approve' ? 'approved' : 'refused';
}

const plus = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);

/** Incidents in the case of each camera that came down: 28 days before it, its first 28, the 28 after. */
function effectFigures(
  all: readonly LedgerEntry[],
  { from, until, asOf }: { from: string; until: string; asOf: string },
): Map<string, number> {
  const figures = new Map(['deployments', 'before', 'during', 'after'].map((key) => [`effect.${key}`, 0]));
  const add = (key: string, count: number): void => void figures.set(key, (figures.get(key) ?? 0) + count);
  const say = ({ details }: LedgerEntry, name: string): string => String(details[name]);
  const by = (action: string): LedgerEntry[] => all.filter((each) => each.action === action);
  for (const removal of by('deployments.remove')) {
    const mine = (each: LedgerEntry): boolean => each.details['deploymentId'] === removal.details['deploymentId'];
    const [request, installation] = [by('waiting.request').find(mine), by('deployments.install').find(mine)];
    if (request === undefined || installation === undefined) throw new Error('a camera nobody put up');
    const [up, down] = [say(installation, 'installedOn'), say(removal, 'removedOn')];
    const last = plus(down, 28);
    if (plus(up, 28) > down || last < from || last > until || last >= asOf) continue;
    const on = by('cases.reportIncident')
      .filter(({ details }) => details['caseId'] === request.details['caseId'])
      .map((each) => say(each, 'occurredAt').slice(0, 10));
    const between = (first: string, end: string): number => on.filter((day) => day >= first && day < end).length;
    add('effect.deployments', 1);
    add('effect.before', between(plus(up, -28), up));
    add('effect.during', between(up, plus(up, 28)));
    add('effect.after', between(plus(down, 1), plus(down, 29)));
  }
  return figures;
}
