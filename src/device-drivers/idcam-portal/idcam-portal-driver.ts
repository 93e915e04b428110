import { AppError } from '../../shared/failure.ts';
import type { Attachment, DeviceDriver, DevicePorts, DeviceSession, HttpAnswer } from '../driver.ts';
import { createAsking, otherDevice, refuseIfCancelled } from '../protocols/asking.ts';
import { givenBy, readsListed } from '../protocols/reading-on.ts';
import { createNames } from '../protocols/recorder-name.ts';
import { listCameras, listRecordings, type Reader } from './portal-list-pages.ts';
import { filled, type PortalProfile, textAt } from './portal-profile.ts';
import { clockOf } from './portal-time.ts';

export interface PortalSource {
  readonly profile: PortalProfile;
  readonly ports: DevicePorts;
}

/** What was asked and answered, line by line, without a secret. */
interface Asked {
  readonly at: string;
  readonly asked: string;
  readonly fromByte?: number;
  readonly status: number;
  readonly type: string | null;
  readonly length: string | null;
}

/** The web portal of an IDCAM Pro, asked as its profile says, with one person's login for one session. */
export const idcamPortalDriver: DeviceDriver<PortalSource> = {
  kind: 'idcam-portal',
  async open({ profile, ports }, signal) {
    refuseIfCancelled(signal);
    const asked: Asked[] = [];
    const pages: { path: string; answer: string }[] = [];
    const given: { bearer?: string } = {};
    let clock: string | null = null;
    const request: DevicePorts['request'] = async (ask, until) => {
      const answer = await ports.request({ ...ask, ...given }, until);
      asked.push({
        ...{ at: ports.now(), asked: `${ask.method} ${ask.target}`, status: answer.status },
        ...(ask.fromByte === undefined ? {} : { fromByte: ask.fromByte }),
        ...{ type: answer.header('content-type'), length: answer.header('content-length') },
      });
      clock = clockOf(answer.header('date')) ?? clock;
      return answer;
    };
    const asking = createAsking({ ...ports, request }, signal, 'portal');
    const json = async (target: string): Promise<unknown> => {
      const answer = await asking.request({ method: 'GET', target });
      if (isRefusal(answer.status)) {
        await answer.discard();
        throw notAllowed();
      }
      const text = await answer.text();
      pages.push({ path: target, answer: text });
      return parsed(answer, text);
    };
    const reader: Reader = { asking, profile, json };

    let end: Promise<string> | null = null;
    /** Once, whatever happens; with a signal of its own, for the person may just have stopped everything. */
    const ended = (): Promise<string> => (end ??= logOut(profile, request));

    const letIn = await logIn(profile, request, signal);
    const cameras = await (async () => {
      Object.assign(given, await tokenOf(profile, letIn));
      return listCameras(reader);
    })().catch(async (error: unknown) => {
      await ended(); // whoever was let in and cannot go on leaves no session behind
      throw error;
    });
    const known = new Map<string, { readonly name: string; readonly portalId: string }>();
    const byName = new Map<string, string>();
    const names = createNames();
    const nameOf = (portalId: string, said: string): string => {
      const named = known.get(portalId) ?? { name: names(said), portalId };
      known.set(portalId, named);
      byName.set(named.name, portalId);
      return named.name;
    };

    const session: DeviceSession = {
      identity: async () => ({ maker: null, model: profile.name, serial: null, firmware: null }),
      readClock: async () =>
        clock === null
          ? null
          : { wallClock: clock, zone: 'local', zoneText: `(portal: ${profile.zone})`, takenAt: ports.now() },
      async *search(period, wanted) {
        for await (const { portalId, said, ...item } of listRecordings(reader, { period, cameras })) {
          if (wanted.length > 0 && item.channel !== null && !wanted.includes(item.channel.value)) continue;
          const name = nameOf(portalId, said);
          yield { ...item, id: name, name };
        }
      },
      read: readsListed(asking, byName, async (portalId, name, fromByte) =>
        givenBy(await download({ profile, asking, name }, portalId, fromByte), fromByte),
      ),
      async accessRecord() {
        const own = profile.accessRecord === undefined ? null : await ownRecord(profile.accessRecord.path, request);
        const says = await ended();
        const text = JSON.stringify(
          { portal: profile.name, ending: says, portalsOwnRecord: own, asked, pages },
          null,
          1,
        );
        return attachment(text, says);
      },
      async close() {
        await ended();
        asking.close();
      },
    };
    return session;
  },
};

const loggingOutMs = 20_000;
const isRefusal = (status: number): boolean => status === 401 || status === 403 || (status >= 300 && status < 400);

/** Asked once and never again: portals lock an account after a few wrong tries. */
async function logIn(
  { login }: PortalProfile,
  request: DevicePorts['request'],
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { path, fields, as } = login;
  const answer = await request({ method: 'POST', target: path, form: fields, formAs: as }, signal);
  if (answer.status === 400 || isRefusal(answer.status)) {
    await answer.discard();
    throw new AppError(
      'forbidden',
      'The portal refuses this user name or password. It is not tried again, since portals lock an account after a few tries.',
    );
  }
  return answer;
}

/** What the portal wants to see with every question from now on. The token is the session's alone. */
async function tokenOf({ login: { token } }: PortalProfile, answer: HttpAnswer): Promise<{ bearer?: string }> {
  const text = await answer.text();
  if (token === undefined && answer.status === 200) return {};
  const bearer = textAt(parsed(answer, text), token);
  if (bearer === null || !/^[\x21-\x7E]+$/u.test(bearer)) throw otherDevice('the portal of this profile');
  return { bearer };
}

/** Threat: a page with status 200 in place of the list, as portals give when a session has ended. */
function parsed({ status }: HttpAnswer, text: string): unknown {
  try {
    if (status === 200) return JSON.parse(text);
  } catch {
    // said below
  }
  throw otherDevice('the portal of this profile');
}

/** Logs out, and asks once more with the same login: only a refusal proves that the session is over. */
async function logOut({ logout, cameras }: PortalProfile, request: DevicePorts['request']): Promise<string> {
  const until = AbortSignal.timeout(loggingOutMs);
  try {
    const { method, path, fields } = logout;
    const asksWith = method === 'GET' ? {} : { form: fields };
    await (await request({ method, target: path, ...asksWith }, until)).discard();
    const again = await request({ method: 'GET', target: cameras.path }, until);
    await again.discard();
    return isRefusal(again.status)
      ? 'The session was ended, and the portal refused it when it was asked once more.'
      : `The portal was told to end the session, but still answered it (status ${again.status}). Change the password of this login.`;
  } catch {
    return 'The portal could not be told to end the session; it ends by itself when the portal lets it run out.';
  }
}

interface Downloading {
  readonly profile: PortalProfile;
  readonly asking: ReturnType<typeof createAsking>;
  readonly name: string;
}

/** Threat: a page, an empty body or a way elsewhere in place of footage. None of it is ever kept as footage. */
async function download({ profile, asking, name }: Downloading, portalId: string, from: number): Promise<HttpAnswer> {
  const { path, mediaTypes, ranges } = profile.download;
  const target = filled(path, { id: portalId });
  const answer = await asking.request({ method: 'GET', target, ...(ranges && from > 0 ? { fromByte: from } : {}) });
  const { status } = answer;
  if (status === 416) return answer;
  const type = answer.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const refusal =
    isRefusal(status) || (status < 300 && type === 'text/html')
      ? notAllowed(name)
      : status === 404
        ? new AppError('not-found', `The portal no longer has “${name}”.`)
        : status >= 300
          ? new AppError('unavailable', `The portal answers with status ${status}.`)
          : mediaTypes.includes(type)
            ? null
            : noFootage(name, `something of the type ${type || 'not stated'}`);
  const isEmpty = refusal === null && status === 200 && answer.header('content-length') === '0';
  if (refusal === null && !isEmpty)
    return from === 0 ? { ...answer, bytes: (limit) => asFootage(answer.bytes(limit), name) } : answer;
  await answer.discard();
  throw refusal ?? noFootage(name, 'nothing');
}

/** Text has no place at the beginning of footage, whatever type the portal gives it. */
async function* asFootage(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of bytes) {
    if (isFirst && /^(?:\uFEFF|\s)*[<{[]/u.test(new TextDecoder().decode(piece.subarray(0, 64))))
      throw noFootage(name, 'a page');
    isFirst = false;
    yield piece;
  }
  if (isFirst) throw noFootage(name, 'nothing');
}

/** The portal's own log; that it does not show it to this login is on record too. */
async function ownRecord(path: string, request: DevicePorts['request']): Promise<string> {
  try {
    const answer = await request({ method: 'GET', target: path }, AbortSignal.timeout(loggingOutMs));
    if (answer.status === 200) return await answer.text();
    await answer.discard();
    return `The portal does not show its own record to this login (status ${answer.status}).`;
  } catch (error) {
    return `The portal’s own record could not be read: ${error instanceof AppError ? error.message : 'it stopped answering.'}`;
  }
}

const attachment = (text: string, says: string): Attachment => ({
  name: 'portal access record.json',
  mediaType: 'application/json',
  says,
  bytes: (async function* () {
    yield new TextEncoder().encode(text);
  })(),
});

const notAllowed = (name?: string): AppError =>
  new AppError(
    'forbidden',
    name === undefined
      ? 'The portal has ended the session, or does not show this to this login. Connect again.'
      : `The portal does not give “${name}” to this login, or has ended the session. Nothing of it is kept; connect again.`,
  );
const noFootage = (name: string, what: string): AppError =>
  new AppError(
    'conflict',
    `The portal gave ${what} instead of “${name}”. Nothing of it is kept; try again, or use a stick.`,
  );
