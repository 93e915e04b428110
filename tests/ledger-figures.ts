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
  for (const _ of of('waiting.request')) add('deployments.requested');
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

  for (const request of of('stills.request')) {
    const story = all.filter(({ details }) => details['stillId'] === request.details['stillId']);
    const decided = story.find(({ action }) => action === 'stills.decide');
    const signed = story.find(({ action }) => action === 'stills.countersign');
    const produced = story.some(({ action }) => action === 'stills.produce');
    const state =
      signed !== undefined
        ? say(signed, 'decision') === 'countersign'
          ? 'countersigned'
          : 'rejected'
        : produced
          ? 'produced'
          : decided === undefined
            ? 'requested'
            : say(decided, 'decision') === 'approve'
              ? 'approved'
              : 'refused';
    tally('stills', [state]);
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
