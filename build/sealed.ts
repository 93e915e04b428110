import { parseArgs } from 'node:util';
import { openSegmentsUnknownSize, type SealedSegments } from '../src/main/vault/sealed-reader.ts';
import { AppError } from '../src/shared/failure.ts';

// Opens a sealed object when nothing but the file and its key is left; docs/vault-format.md says how to get the key.
// Not a byte is written before the end of the file was proven to be where it was sealed, and none of a damaged segment.
// Exit codes: 0 the whole plaintext was written; 1 refused or failed; 2 the command was not understood.

const usage = `usage: node build/sealed.ts open --key <64 hexadecimal digits> --associated-data <object id> <file>

Writes the plaintext of a sealed object to standard output. On any damage it stops with exit code 1: what was written
until then is authentic, but it is not the whole.`;

interface Request {
  readonly path: string;
  readonly key: Uint8Array;
  readonly associatedData: string;
}

function requestOf(args: string[]): Request | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { key: { type: 'string' }, 'associated-data': { type: 'string' } },
    });
    const [command, path, ...more] = positionals;
    const associatedData = values['associated-data'];
    if (command !== 'open' || path === undefined || more.length > 0 || associatedData === undefined) return null;
    if (!/^[0-9a-f]{64}$/iu.test(values.key ?? '')) return null;
    return { path, key: Buffer.from(values.key ?? '', 'hex'), associatedData };
  } catch {
    return null; // an option that does not exist: answered with the usage
  }
}

/** Resolves once the reader has taken the bytes, so that a slow one does not fill the memory. */
const write = (bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });

async function writeAllSegments(segments: SealedSegments): Promise<void> {
  for (let index = 0; index < segments.count; index += 1) {
    const plaintext = await segments.open(index);
    if (plaintext.length > 0) await write(plaintext);
  }
}

async function run(args: string[]): Promise<number> {
  const request = requestOf(args);
  if (request === null) {
    console.error(usage);
    return 2;
  }
  try {
    const segments = await openSegmentsUnknownSize(request);
    try {
      await writeAllSegments(segments);
    } finally {
      await segments.close();
    }
    return 0;
  } catch (error) {
    if (isClosedPipe(error)) return 1; // `| head` has seen enough; it needs no telling
    console.error(error instanceof AppError ? refusal(error) : `Failed: ${String(error)}`);
    return 1;
  }
}

const refusal = (error: AppError): string =>
  error.code === 'integrity'
    ? 'Refused: this is not the whole, unchanged file that was sealed under this key and associated data.'
    : `Failed: ${error.message}`;

const isClosedPipe = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE';

process.stdout.on('error', (error) => {
  if (!isClosedPipe(error)) throw error; // a closed pipe is reported by the write that met it
});
process.exitCode = await run(process.argv.slice(2));
