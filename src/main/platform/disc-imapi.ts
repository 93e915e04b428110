import { AppError } from '../../shared/failure.ts';
import type { BurnOptions, DiscDrive, DiscMedia } from '../court/disc-drive.ts';
import { openDiscBytes } from './disc-bytes.ts';
import {
  driveName,
  failureWords,
  type ImapiDrive,
  type ImapiFailure,
  type ImapiLine,
  lineOf,
  mediaOf,
  mediaOfFailure,
} from './disc-imapi-answers.ts';
import { imageStreamSource, imapiScript } from './disc-imapi-script.ts';
import { counted, type DiscProgram, type DiscRun, runDiscProgram, spoiledDisc } from './disc-process.ts';
import { powershell } from './laptop-windows.ts';

// Burns by IMAPI2, Windows' own burner, through PowerShell. Not run on Windows yet: docs/not-run.md.

/** How PowerShell is started, and where a drive's bytes are read. */
export interface ImapiHost {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  devicePath(deviceNumber: number): string;
}

/** The script is in a variable: on the command line nothing has to be quoted, and no file has to be allowed. */
export const windowsHost = (): ImapiHost => ({
  path: powershell(),
  args: [
    ...['-NoProfile', '-NonInteractive', '-Sta'],
    ...['-Command', '& ([ScriptBlock]::Create($env:LEND_A_CAM_DISC_SCRIPT))'],
  ],
  // The C# of the stream is compiled into the account's temporary folder; nothing of an image goes there.
  env: Object.fromEntries(['SystemRoot', 'TEMP', 'TMP'].map((name) => [name, process.env[name]])),
  devicePath: (deviceNumber) => `\\\\?\\GLOBALROOT\\Device\\CdRom${deviceNumber}`,
});

type Request =
  | { readonly act: 'list' }
  | { readonly act: 'media' | 'eject'; readonly id: string }
  | { readonly act: 'reload'; readonly id: string; readonly waitSeconds: number }
  | { readonly act: 'burn'; readonly id: string; readonly imageBytes: number };

const lineEnd = Buffer.from('\n');

/** How long a person has to push in a tray that the drive cannot draw in by itself. */
const waitSeconds = 300;

/** The burners Windows knows. */
export async function listImapiDrives(host = windowsHost()): Promise<DiscDrive[]> {
  const drives = await ask(host, { act: 'list' }, 'drives');
  return drives.drives.map((drive) => imapiDrive(drive, host));
}

/** One of them. */
export function imapiDrive(drive: ImapiDrive, host: ImapiHost): DiscDrive {
  const { id, deviceNumber } = drive;
  return {
    id,
    name: driveName(drive),
    media: () => readMedia(host, id),
    burn: (image, options) => burn(host, id, { image, options }),
    readBack: async (imageBytes) => {
      await ask(host, { act: 'reload', id, waitSeconds }, 'media');
      return await openDiscBytes(host.devicePath(deviceNumber), imageBytes);
    },
    eject: async () => void (await ask(host, { act: 'eject', id }, 'ejected')),
  };
}

async function readMedia(host: ImapiHost, id: string): Promise<DiscMedia> {
  const { said, lines } = await run(host, { act: 'media', id });
  const media = said.find((line) => line.say === 'media');
  if (media !== undefined) return mediaOf(media);
  const failure = failureOf(said);
  const none = failure === undefined ? null : mediaOfFailure(failure);
  if (none !== null) return none;
  throw driveFailed(failure, lines);
}

/** The image is not touched before the script has found a blank disc and is about to write: until then no disc is lost. */
async function burn(
  host: ImapiHost,
  id: string,
  { image, options }: { readonly image: AsyncIterable<Uint8Array>; readonly options: BurnOptions },
): Promise<void> {
  const { signal, imageBytes } = options;
  let begin: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (begin = resolve));
  let isReady = false;
  async function* whenReady(): AsyncGenerator<Uint8Array> {
    await ready;
    let begun = false;
    for await (const piece of counted(image, options)) {
      if (!begun) yield lineEnd; // the script's word to begin: there is an image, and it has come as far as here
      begun = true;
      yield piece;
    }
  }
  const onSaid = ({ say }: ImapiLine): void => {
    if (say !== 'ready') return;
    isReady = true;
    begin();
  };
  const { said, lines, exitCode, inputTaken } = await run(
    host,
    { act: 'burn', id, imageBytes },
    {
      signal,
      image: whenReady(),
      onSaid,
    },
  );
  if (exitCode === 0 && inputTaken && said.some(({ say }) => say === 'written')) return;
  throw isReady ? spoiledDisc(lines) : driveFailed(failureOf(said), lines);
}

/** The one answer that is waited for. */
async function ask<Say extends ImapiLine['say']>(
  host: ImapiHost,
  request: Request,
  say: Say,
): Promise<Extract<ImapiLine, { say: Say }>> {
  const { said, lines } = await run(host, request);
  const answer = said.find((line): line is Extract<ImapiLine, { say: Say }> => line.say === say);
  if (answer === undefined) throw driveFailed(failureOf(said), lines);
  return answer;
}

const failureOf = (said: readonly ImapiLine[]): ImapiFailure | undefined => said.find((line) => line.say === 'failed');

const notAllowed =
  'Windows did not let the application work with the disc drive. Ask your administrator whether PowerShell is restricted for this account.';

/** A script that said nothing at all was not let run. */
const driveFailed = (failure: ImapiFailure | undefined, lines: readonly string[]): AppError =>
  new AppError('unavailable', failure === undefined ? notAllowed : failureWords(failure), {
    cause: new Error(lines.join('\n')),
  });

interface Burning extends Pick<DiscRun, 'signal'> {
  readonly image: AsyncIterable<Uint8Array>;
  readonly onSaid: (line: ImapiLine) => void;
}

async function run({ path, args, env }: ImapiHost, request: Request, burning?: Burning) {
  const program: DiscProgram = {
    path,
    args,
    env: { ...env, LEND_A_CAM_DISC_SCRIPT: imapiScript, LEND_A_CAM_IMAGE_STREAM: imageStreamSource },
    missing: notAllowed,
    // An image that ends early is an error to the stream, by which IMAPI2 stops; ended from outside, it could not let go.
    stop: ({ stdin }) => void stdin.destroy(),
  };
  async function* input(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(JSON.stringify(request));
    yield lineEnd;
    if (burning !== undefined) yield* burning.image;
  }
  const said: ImapiLine[] = [];
  const onLine = (text: string): void => {
    const line = lineOf(text);
    if (line === null) return;
    said.push(line);
    burning?.onSaid(line);
  };
  const { signal } = burning ?? {};
  const end = await runDiscProgram(program, { input: input(), onLine, ...(signal === undefined ? {} : { signal }) });
  return { ...end, said };
}
