import { AppError } from '../shared/failure.ts';
import type { ByteSource } from './platform/byte-source.ts';
import { newId } from './platform/ids.ts';

// A grant is an unguessable address that belongs to one open viewing (or one showing of a still) and dies with it.
// Without a grant there are no bytes: the storage layer refuses, not the screen (VI1).

export interface GrantOwner {
  /** The viewing or still it belongs to. */
  readonly ownerId: string;
  /** What is shown, as told to a person when it is found damaged. */
  readonly item: string;
  readonly contentType: string;
  /** Told once when a byte does not match its seal; the answer to the player is 500. */
  readonly onDamage: (error: AppError) => void;
}

interface Grant extends GrantOwner {
  readonly source: ByteSource;
}

/** Longest answer to one request: Chromium asks again, memory stays bounded, no stream is left open. */
const ANSWER_BYTES = 512 * 1024;

export function createMedia() {
  const grants = new Map<string, Grant>();
  const revoke = async (id: string): Promise<void> => {
    const grant = grants.get(id);
    grants.delete(id);
    await grant?.source.close();
  };

  return {
    /** Takes over the source and closes it when the grant ends. Returns the address. */
    grant(source: ByteSource, owner: GrantOwner): string {
      const id = newId<string>();
      grants.set(id, { ...owner, source });
      return `/media/${id}`;
    },

    /** Whether footage is open to be played; a picture that was looked at is no reason for other work to wait. */
    isPlaying: (): boolean => [...grants.values()].some(({ contentType }) => contentType.startsWith('video/')),

    async revokeOf(ownerId: string): Promise<void> {
      await Promise.all([...grants].filter(([, grant]) => grant.ownerId === ownerId).map(([id]) => revoke(id)));
    },

    async revokeAll(): Promise<void> {
      await Promise.all([...grants.keys()].map(revoke));
    },

    /** Answers `/media/<grant>`; 404 without a grant, 500 when the bytes are damaged (Chromium then stops at once), 503 when the disk failed. */
    async fetch(request: Request, grantId: string): Promise<Response> {
      const grant = grants.get(grantId);
      if (grant === undefined) return new Response(null, { status: 404 });
      try {
        const answer = await answerRange(request, grant);
        // A viewing may end while its bytes are being read: what arrives after that is not shown.
        return grants.has(grantId) ? answer : new Response(null, { status: 404 });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        // Players read ahead: a source that was closed under a read is no damage.
        if (!grants.has(grantId)) return new Response(null, { status: 404 });
        if (error.code !== 'integrity') return new Response(null, { status: 503 });
        await revoke(grantId);
        grant.onDamage(error);
        return new Response(null, { status: 500 });
      }
    },
  };
}

async function answerRange(request: Request, { source, contentType }: Grant): Promise<Response> {
  const asked = /^bytes=(?<first>\d+)-(?<last>\d*)$/u.exec(request.headers.get('range') ?? '')?.groups;
  const first = Number(asked?.['first'] ?? 0);
  const last = Math.min(
    Number(asked?.['last'] || source.sizeBytes - 1),
    first + ANSWER_BYTES - 1,
    source.sizeBytes - 1,
  );
  if (first > last)
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${source.sizeBytes}` } });
  // A picture is asked for without a range and must come whole; stills are small.
  const whole = asked === undefined && !contentType.startsWith('video/');
  const body = await source.read(whole ? 0 : first, whole ? source.sizeBytes : last + 1 - first);
  const headers = {
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    'content-type': contentType,
    'x-content-type-options': 'nosniff',
  };
  if (whole) return new Response(body, { status: 200, headers: { ...headers, 'content-length': String(body.length) } });
  return new Response(body, {
    status: 206,
    headers: {
      ...headers,
      'content-length': String(body.length),
      'content-range': `bytes ${first}-${first + body.length - 1}/${source.sizeBytes}`,
    },
  });
}

export type Media = ReturnType<typeof createMedia>;
