import { AppError } from '../../shared/failure.ts';
import type { ReplayLink, RtspAnswer, RtspAsk } from '../replay-link.ts';
import type { Assembled } from './access-units.ts';
import { type Counts, type Over, receive } from './receive.ts';
import type { ReplayLog } from './replay-log.ts';
import { controlTarget, pathOf, readSdp, type VideoTrack } from './sdp.ts';

/** What one PLAY brings: first how it is coded, then pictures, and at last how it ended. */
export type Played = { readonly kind: 'format'; readonly track: VideoTrack } | Assembled | Over;

export interface PlayRequest {
  readonly target: string;
  /** As the recorder's list names it. */
  readonly track: string;
  /** 20261005T210000.000Z */
  readonly from: string;
  readonly to: string;
  /** See `Receiving`. */
  readonly patience: () => number;
}

interface Playing {
  readonly link: ReplayLink;
  readonly log: ReplayLog;
  readonly now: () => string;
}

const needed = { Require: 'onvif-replay' } as const;

/** Asks for one stretch, as fast as the link allows, and takes it until it is over. */
export async function* play(request: PlayRequest, { link, log, now }: Playing): AsyncGenerator<Played> {
  const ask = async (question: RtspAsk): Promise<RtspAnswer> => {
    const answer = await link.ask(question);
    const { Range: range } = question.headers;
    log.line(
      `${question.method} ${question.target}${range === undefined ? '' : ` ${range}`} (CSeq ${link.lastNumber()}): ${answer.status}`,
    );
    refuseStatus(answer.status, question.method);
    return answer;
  };
  const described = await ask({
    ...{ method: 'DESCRIBE', target: request.target },
    headers: { ...needed, Accept: 'application/sdp' },
  });
  const { video, codings, hasSound } = readSdp(described.body, request.track);
  log.description(described.body);
  if (hasSound) log.line('The replay offers sound. It was not asked for (CoP 5.10).');
  if (video === null) throw notRead(codings);
  yield { kind: 'format', track: video };
  const base = pathOf(described.header('content-base') ?? '') ?? request.target;
  const setup = await ask({
    ...{ method: 'SETUP', target: controlTarget(base, video.control) },
    headers: { ...needed, Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' },
  });
  const session = sessionOf(setup);
  const played = await ask({
    ...{ method: 'PLAY', target: base },
    headers: { ...needed, Session: session.id, Range: `clock=${request.from}-${request.to}`, 'Rate-Control': 'no' },
  });
  log.line(
    `The recorder plays ${played.header('range') ?? 'a range it does not state'}; RTP-Info ${played.header('rtp-info') ?? 'none'}`,
  );
  const stay: RtspAsk = { method: 'GET_PARAMETER', target: base, headers: { Session: session.id } };
  const counts: Counts = { packets: 0, unreadable: 0, first: '', last: '' };
  try {
    yield* receive({
      link,
      now,
      stay,
      counts,
      video,
      patience: request.patience,
      firstSequence: firstSequenceOf(played),
      ...session,
    });
  } finally {
    log.line(
      `${counts.packets} packets, ${counts.unreadable} of them unreadable; first ${counts.first}; last ${counts.last}`,
    );
    await link.tell({ ...stay, method: 'TEARDOWN' }).catch(() => undefined); // said for the recorder's sake alone
  }
}

function firstSequenceOf(played: RtspAnswer): number | null {
  const said = /(?:^|;)\s*seq=(\d{1,5})(?:[;,]|$)/u.exec(played.header('rtp-info') ?? '');
  return said === null ? null : Number(said[1]) & 0xffff;
}

const notRead = (codings: readonly string[]): AppError =>
  new AppError(
    'conflict',
    `The recorder’s replay is coded as ${codings.join(', ').replaceAll(/\p{C}/gu, ' ').slice(0, 100) || 'nothing that is a picture'}, which is not read here (H.264 and H.265 are). Use a memory stick.`,
  );

const refusals: Readonly<Record<number, AppError>> = {
  404: new AppError('not-found', 'The recorder no longer has what its list named. It may have been overwritten.'),
  457: new AppError('not-found', 'The recorder has nothing to replay of that time. It may have been overwritten.'),
  461: new AppError(
    'conflict',
    'The recorder does not replay over one connection (RTP over RTSP). Use a memory stick.',
  ),
  551: new AppError('conflict', 'The recorder does not replay as ONVIF Profile G does. Use a memory stick.'),
};

function refuseStatus(status: number, method: string): void {
  if (status === 200) return;
  throw (
    refusals[status] ??
    new AppError('unavailable', `The recorder answers ${status} to the replay’s ${method}. Try again in a few minutes.`)
  );
}

function sessionOf(answer: RtspAnswer): { id: string; channel: number; timeoutSeconds: number } {
  const found = /^([^;\s]{1,200})(?:\s*;\s*timeout=(\d{1,5}))?/iu.exec(answer.header('session') ?? '');
  const channel = /interleaved=(\d{1,3})/iu.exec(answer.header('transport') ?? '');
  if (found === null || channel === null)
    throw new AppError('conflict', 'The recorder does not say how it replays. Use a memory stick.');
  return { id: found[1] ?? '', channel: Number(channel[1]), timeoutSeconds: Math.max(10, Number(found[2] ?? 60)) };
}
