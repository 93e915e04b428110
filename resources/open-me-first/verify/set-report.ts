import { numbersText } from './disc-set.ts';
import type { Joining } from './joining.ts';
import { type BundleReport, type FileFinding, headlineOf, type SealFinding, type SealName } from './report.ts';
import type { CheckedDisc } from './verify-set.ts';

// One report over the discs of a set: each as a bundle, and all of them against the list they share.

/** Throws nothing; for one whole bundle it is that bundle's own report. */
export function combinedReport(discs: readonly CheckedDisc[], joining: Joining | null): BundleReport {
  const [first] = discs;
  if (first === undefined) throw new Error('no disc was checked');
  const leader = discs.find(({ set, number }) => set !== null && number !== null);
  if (leader === undefined && discs.length === 1 && first.number === null) return first.report;
  const ours = discs
    .filter((disc) => leader !== undefined && disc.setSha256 === leader.setSha256 && disc.number !== null)
    .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  const others = discs.filter((disc) => !ours.includes(disc));
  const size = leader?.set?.size ?? 0;
  const missing = numbersTo(size).filter((number) => !ours.some((disc) => disc.number === number));
  const seals = [
    ...strangers(others),
    ...(leader === undefined ? [] : [whole(size, missing), sameSeal(ours), everyFile(ours)]),
    ...(joining?.findings() ?? []),
    ...bySeal(ours),
  ];
  const files = ours.flatMap(({ number, report }) =>
    report.files.map((file): FileFinding => ({ ...file, path: `disc ${number}: ${file.path}` })),
  );
  return {
    intact: files.every(({ state }) => state === 'good') && seals.every(({ state }) => state !== 'bad'),
    headline: setHeadline(seals, files, missing),
    ...{ seals, files },
    fingerprint: leader?.report.fingerprint ?? null,
    witnessCode: leader?.report.witnessCode ?? null,
    set: leader === undefined ? null : { size, missing },
  };
}

const numbersTo = (size: number): number[] => Array.from({ length: size }, (_, index) => index + 1);

/** A set whose other discs have only not been read yet is not called changed. */
function setHeadline(seals: readonly SealFinding[], files: readonly FileFinding[], missing: readonly number[]): string {
  const awaited: readonly SealName[] = ['set', 'joined'];
  const rest = seals.filter(({ seal, state }) => !(awaited.includes(seal) && state === 'bad'));
  const isOnlyIncomplete =
    missing.length > 0 &&
    rest.every(({ state }) => state !== 'bad') &&
    files.every(({ state }) => state === 'good') &&
    seals.every(
      ({ seal, state, sentence }) => seal !== 'joined' || state === 'good' || sentence.includes('not joined yet'),
    );
  if (!isOnlyIncomplete) return headlineOf(seals, files);
  const named = missing.length === 1 ? `disc ${missing.join('')} is` : `discs ${numbersText(missing)} are`;
  return `NOT COMPLETE: ${named} missing. No change was found on what is here.`;
}

const strangers = (others: readonly CheckedDisc[]): SealFinding[] =>
  others.map(({ number, set }): SealFinding => {
    const what =
      set === null || number === null
        ? 'a folder that is no disc of this set'
        : `disc ${number} of another set (bundle ${set.bundleNumber})`;
    return { seal: 'set', state: 'bad', sentence: `Among what was given is ${what}. Nothing on it was counted.` };
  });

function whole(size: number, missing: readonly number[]): SealFinding {
  const seal = 'set';
  if (missing.length === 0) return { seal, state: 'good', sentence: `All ${size} discs of the set are here.` };
  const named = `${missing.length === 1 ? 'Disc' : 'Discs'} ${numbersText(missing)}`;
  return { seal, state: 'bad', sentence: `${named} of ${size} ${missing.length === 1 ? 'was' : 'were'} not given.` };
}

/** One key sealed them all, at one state of the ledger. */
function sameSeal(ours: readonly CheckedDisc[]): SealFinding {
  const seals = new Set(ours.map(({ report }) => `${report.fingerprint} ${report.witnessCode}`));
  return seals.size === 1
    ? { seal: 'set', state: 'good', sentence: 'The discs carry one certificate and one witness code.' }
    : { seal: 'set', state: 'bad', sentence: 'The discs do NOT carry the same certificate and witness code.' };
}

/** What the shared list says of each disc that is here. */
function everyFile(ours: readonly CheckedDisc[]): SealFinding {
  const wrong = ours.flatMap(({ number, set, hashes }) =>
    (set?.files ?? []).flatMap(({ parts }) =>
      parts
        .filter((part) => part.disc === number && hashes.get(part.path) !== part.sha256)
        .map(({ path }) => `${path} on disc ${number}`),
    ),
  );
  return wrong.length === 0
    ? { seal: 'set', state: 'good', sentence: 'Every file and part is on the disc where the list of the set has it.' }
    : { seal: 'set', state: 'bad', sentence: `Not what the list of the set says: ${wrong.join(', ')}.` };
}

/** Once where all discs say the same, else with the disc's number. */
function bySeal(ours: readonly CheckedDisc[]): SealFinding[] {
  const names = [...new Set(ours.flatMap(({ report }) => report.seals.map(({ seal }) => seal)))];
  return names.flatMap((name) => {
    const found = ours.flatMap(({ number, report }) =>
      report.seals.filter(({ seal }) => seal === name).map((finding) => ({ number, finding })),
    );
    const said = new Set(found.map(({ finding }) => `${finding.state} ${finding.sentence}`));
    const [one] = found;
    if (one !== undefined && said.size === 1) return [one.finding];
    return found.map(({ number, finding }) => ({ ...finding, sentence: `Disc ${number}: ${finding.sentence}` }));
  });
}
