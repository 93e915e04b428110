import { element, facts, table } from './dom.ts';
import { pickedDiscs } from './picked-folder.ts';
import type { BundleReport, FileFinding, SealFinding } from './verify/report.ts';
import { numbersText } from './verify/disc-set.ts';
import { createSha256 } from './verify/sha256.ts';
import { createSetCheck, inOrderOfDiscs, type SetCheck } from './verify/verify-set.ts';
import { inGroups, sizeText } from './words.ts';

/** The part of the page that checks the disc: the reader picks the folder and types what is on the label. */
export function checkPanel(): HTMLElement {
  const folder = element('input', {
    type: 'file',
    id: 'folder',
    webkitdirectory: '',
    multiple: '',
    'aria-describedby': 'folder-hint',
  });
  const fingerprint = textField('fingerprint');
  const code = textField('witness-code');
  const start = element('button', { type: 'submit' }, 'Check every file');
  const stop = element('button', { type: 'button', hidden: '' }, 'Stop');
  const progress = element('progress', { max: '1', value: '0', hidden: '', 'aria-label': 'How much was checked' });
  const status = element('p', { role: 'status', 'aria-live': 'polite' });
  const result = element('div', { id: 'result' });
  /** Of a set whose other discs are still to come. */
  let begun: SetCheck | null = null;
  const again = element('button', { type: 'button', hidden: '' }, 'Forget the discs read so far');
  again.addEventListener('click', () => {
    begun = null;
    again.hidden = true;
    result.replaceChildren();
    status.textContent = 'Forgotten. Choose the first disc.';
    folder.focus();
  });
  const form = element(
    'form',
    {},
    label('folder', 'The disc, or the folder this page lies in'),
    folder,
    hint(
      'folder-hint',
      'Your browser may say that files are “uploaded”. Nothing leaves this computer: the page has no way to send anything.',
    ),
    label('fingerprint', 'Certificate fingerprint from the paper label (if you have it)'),
    fingerprint,
    label('witness-code', 'Witness code from the paper label (if you have it)'),
    code,
    start,
    stop,
    again,
  );
  const show = (done: number, total: number): void => {
    progress.value = total === 0 ? 1 : done / total;
    progress.textContent = `${sizeText(done)} of ${sizeText(total)}`;
  };
  const run = async (signal: AbortSignal): Promise<void> => {
    const typed = { typedFingerprint: fingerprint.value, typedWitnessCode: code.value };
    const discs = await inOrderOfDiscs(pickedDiscs([...(folder.files ?? [])]));
    const check = begun ?? createSetCheck();
    for (const files of discs)
      await check.add(files, { ...typed, createHasher: createSha256, signal, onProgress: show });
    const report = check.report();
    const missing = report.set?.missing ?? [];
    begun = missing.length > 0 ? check : null;
    again.hidden = begun === null;
    result.replaceChildren(reportView(report));
    result.querySelector<HTMLElement>('h3')?.focus();
    status.textContent =
      missing.length === 0
        ? report.headline
        : `${report.headline} Now choose disc ${numbersText(missing.slice(0, 1))} and check it; what was read is kept.`;
  };
  let running: AbortController | null = null;
  stop.addEventListener('click', () => running?.abort());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if ((folder.files ?? []).length === 0) {
      status.textContent = 'First choose the disc or folder.';
      folder.focus();
      return;
    }
    const abort = new AbortController();
    running = abort;
    const busy = (is: boolean): void => {
      for (const each of [progress, stop]) each.hidden = !is;
      start.hidden = is;
    };
    busy(true);
    result.replaceChildren();
    status.textContent = 'Checking every file. This takes about as long as copying the disc.';
    run(abort.signal)
      .catch((error: unknown) => {
        status.textContent = abort.signal.aborted
          ? 'Stopped. Nothing was found out about this disc.'
          : `The check itself failed: ${String(error)}`;
      })
      .finally(() => busy(false));
  });
  return element(
    'section',
    { class: 'panel' },
    element('h2', {}, 'Check this disc'),
    intro(),
    form,
    progress,
    status,
    result,
  );
}

const intro = (): HTMLElement =>
  element(
    'p',
    {},
    'The check reads every file and compares it with the list that was signed when this bundle was made. It finds anything changed, missing or added.',
  );

const label = (id: string, text: string): HTMLElement => element('label', { for: id }, text);
const hint = (id: string, text: string): HTMLElement => element('p', { id, class: 'hint' }, text);
const textField = (id: string): HTMLInputElement =>
  element('input', { type: 'text', id, autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' });

function reportView(report: BundleReport): DocumentFragment {
  const view = document.createDocumentFragment();
  const faulty = report.files.filter(({ state }) => state !== 'good');
  const good = report.files.filter(({ state }) => state === 'good');
  const open = report.seals.some(({ state }) => state === 'not-compared');
  const mood = !report.intact ? 'bad' : open ? 'open' : 'good';
  view.append(
    element('h3', { tabindex: '-1' }, 'What the check found'),
    element('p', { class: `verdict ${mood}`, id: 'verdict' }, report.headline),
    sealTable(report.seals),
    facts([
      ['Fingerprint found', report.fingerprint === null ? null : element('code', {}, inGroups(report.fingerprint))],
      ['Witness code found', report.witnessCode === null ? null : element('code', {}, report.witnessCode)],
    ]),
  );
  if (faulty.length > 0) view.append(fileTable('Files that are not as they were sealed', faulty));
  const list = fileTable('Files that are as they were sealed', good);
  view.append(element('details', {}, element('summary', {}, `${good.length} files are as they were sealed`), list));
  return view;
}

const sealWords: Readonly<Record<SealFinding['state'], readonly [mood: string, word: string]>> = {
  good: ['good', 'Good'],
  bad: ['bad', 'BROKEN'],
  'not-compared': ['open', 'Not compared'],
};

const fileWords: Readonly<Record<FileFinding['state'], string>> = {
  good: 'Good',
  changed: 'CHANGED',
  missing: 'MISSING',
  extra: 'ADDED',
  unreadable: 'UNREADABLE',
};

function sealTable(seals: readonly SealFinding[]): HTMLElement {
  const rows = seals.map(({ state, sentence }) => {
    const [mood, word] = sealWords[state];
    return [element('strong', { class: mood }, word), sentence];
  });
  return table({ caption: 'Seals', columns: ['Result', 'What was checked'], rows });
}

function fileTable(caption: string, files: readonly FileFinding[]): HTMLElement {
  const rows = files.map(({ path, state, sentence }) => [
    element('strong', { class: state === 'good' ? 'good' : 'bad' }, fileWords[state]),
    element('code', {}, path),
    sentence,
  ]);
  return table({ caption, columns: ['Result', 'File', 'What was found'], rows });
}
