import { z } from 'zod';
import type { Output, Parsed } from '../../shared/contract.ts';
import type { Site, SiteProfile } from '../../shared/contract/sites.ts';
import { AppError } from '../../shared/failure.ts';
import type { SiteId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { FileLogin } from '../platform/file-server.ts';
import { newId } from '../platform/ids.ts';
import { refuseUnusableKey } from '../platform/peer-key.ts';
import { type Secret, siteLoginWrapKey, unwrapSecret, wipe, wrapSecret } from '../vault/keys.ts';
import {
  findSite,
  insertSite,
  isFileServer,
  listSites,
  type Quirks,
  readSealedPassword,
  type SiteRow,
  updateSite,
  writeQuirks,
} from './site-store.ts';

export interface SitePorts {
  readonly db: ReadDb;
  readonly vaultKey: Secret;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

/** The register of recorders on the VPN (CoP 3.8, 3.11). Their passwords are sealed and never shown again. */
export function createSiteService({ db, vaultKey, stepUp }: SitePorts) {
  const require = (id: SiteId): SiteRow => {
    const found = findSite(db, id);
    if (found === null)
      throw new AppError('not-found', 'There is no such site. The manager registers sites in Settings.');
    return found;
  };
  const sealedFor = (id: SiteId): string => `lend-a-cam-evidence/v1/site-login/${id}`;
  const withKey = <T>(use: (key: Secret) => T): T => {
    const key = siteLoginWrapKey(vaultKey);
    try {
      return use(key);
    } finally {
      wipe(key);
    }
  };
  const seal = (id: SiteId, secret: string): Uint8Array =>
    withKey((key) => wrapSecret(key, Buffer.from(secret, 'utf8'), sealedFor(id)));
  const refuseTaken = (number: string, own: SiteId | null): void => {
    if (listSites(db).some((it) => it.id !== own && it.number.toLowerCase() === number.toLowerCase()))
      throw new AppError('conflict', `There is already a site with the number ${number}.`);
  };

  return {
    require,
    list: (): Output<'sites.list'> => listSites(db).map(shown),

    /** For the moment of use only: it goes into the answer to the recorder's challenge and nowhere else. */
    login({ id, username, login }: SiteRow): FileLogin {
      const sealed = readSealedPassword(db, id);
      if (sealed === null) throw new AppError('not-found', 'There is no such site.');
      return withKey((key) => {
        const plain = unwrapSecret(key, sealed, sealedFor(id));
        const text = Buffer.from(plain).toString('utf8');
        wipe(plain);
        return login === 'key' ? { username, ...KeySecret.parse(JSON.parse(text)) } : { username, password: text };
      });
    },

    async register(input: Parsed<'sites.register'>, act: Act): Promise<Output<'sites.register'>> {
      const { profile, password } = input;
      refuseUnfit(profile);
      const secret = secretOf(input);
      if (secret === null) throw new AppError('invalid-input', 'The recorder’s password or key is missing.');
      await stepUp(act, password);
      refuseTaken(profile.number, null);
      const row: SiteRow = {
        ...profile,
        id: newId<SiteId>(),
        quirks: {},
        registeredAt: act.now(),
        registeredBy: act.actor.name,
      };
      act.change(['retrievals', 'settings'], (tx) => {
        insertSite(tx, row, seal(row.id, secret));
        tx.enter(`site ${row.number}`, { siteId: row.id, ...profile });
      });
      return shown(row);
    },

    async change(input: Parsed<'sites.change'>, act: Act): Promise<Output<'sites.change'>> {
      const { siteId, profile, password } = input;
      refuseUnfit(profile);
      const before = require(siteId);
      const secret = secretOf(input);
      if (secret === null && before.login !== profile.login)
        throw new AppError('invalid-input', 'The recorder is to be let in otherwise: enter its password or key too.');
      await stepUp(act, password);
      refuseTaken(profile.number, siteId);
      const isSameDevice = (['protocol', 'address', 'port'] as const).every((name) => before[name] === profile[name]);
      const row: SiteRow = { ...before, ...profile, quirks: isSameDevice ? before.quirks : {} };
      act.change(['retrievals', 'settings'], (tx) => {
        updateSite(tx, row, secret === null ? null : seal(siteId, secret));
        tx.enter(`site ${row.number}`, {
          siteId,
          from: profileOf(before),
          to: profile,
          passwordChanged: secret !== null,
        });
      });
      return shown(row);
    },

    /** Inside the transaction that says what was found. */
    learn: (tx: Transaction, id: SiteId, quirks: Quirks): void => writeQuirks(tx, id, quirks),
  };
}

function refuseUnfit({ protocol, secure, login }: SiteProfile): void {
  if (isFileServer({ protocol }) && !secure)
    throw new AppError('invalid-input', 'A file server is only spoken to under its own key, never in the clear.');
  if (login === 'key' && protocol !== 'sftp')
    throw new AppError('invalid-input', 'Only a recorder that speaks SFTP is let in with a key. Choose a password.');
}

/** A private key and the words that open it, as sealed. */
const KeySecret = z.object({ key: z.string(), passphrase: z.string().nullable() });

/** What is sealed of a login; null when none was typed. @throws AppError 'invalid-input' for a key that cannot be used. */
function secretOf({
  profile,
  devicePassword,
  deviceKey,
}: Pick<Parsed<'sites.register'>, 'profile' | 'devicePassword' | 'deviceKey'>): string | null {
  if (profile.login === 'password') {
    if (deviceKey !== null) throw new AppError('invalid-input', 'A private key was given for a login by password.');
    return devicePassword;
  }
  if (deviceKey === null) {
    if (devicePassword === null) return null;
    throw new AppError('invalid-input', 'Paste the private key too: its words are kept together with it.');
  }
  refuseUnusableKey(deviceKey, devicePassword);
  return JSON.stringify({ key: deviceKey, passphrase: devicePassword } satisfies z.output<typeof KeySecret>);
}

const profileOf = (row: SiteRow): SiteProfile => {
  const { number, system, protocol, address, port, secure, certificate, vpnInterface, username } = row;
  const { login, folder, pattern } = row;
  return {
    number,
    system,
    protocol,
    address,
    port,
    secure,
    certificate,
    vpnInterface,
    username,
    login,
    folder,
    pattern,
  };
};

const shown = (row: SiteRow): Site => ({
  ...profileOf(row),
  id: row.id,
  found: quirksInWords(row.quirks),
  registeredAt: row.registeredAt,
  registeredBy: row.registeredBy,
});

const protocols = {
  isapi: 'ISAPI (Hikvision)',
  'dahua-cgi': 'HTTP CGI (Dahua)',
  'onvif-g': 'ONVIF Profile G',
  sftp: 'SFTP',
  ftps: 'FTPS',
} as const;
const indexTimes = { local: 'the recorder’s own clock', utc: 'UTC' } as const;
const searchForms = {
  namespaced: 'as the manual says',
  plain: 'without a namespace',
  'track-id-list': 'with a list of track ids',
} as const;
const downloads = { file: 'as the file it is', stretch: 'only as a stretch of time' } as const;

/** What a recorder turned out to do, for people. Only what was found is said. */
export function quirksInWords(quirks: Quirks): Site['found'] {
  const { protocol, indexTime, searchForm, downloadMethod, downloadBy, firstCamera, tellsGaps } = quirks;
  return [
    ...(protocol === undefined ? [] : [{ label: 'Speaks', value: protocols[protocol] }]),
    ...(indexTime === undefined ? [] : [{ label: 'Times in its list are', value: indexTimes[indexTime] }]),
    ...(searchForm === undefined ? [] : [{ label: 'Takes a search', value: searchForms[searchForm] }]),
    ...(downloadMethod === undefined ? [] : [{ label: 'Gives recordings by', value: downloadMethod }]),
    ...(downloadBy === undefined ? [] : [{ label: 'Gives a recording', value: downloads[downloadBy] }]),
    ...(firstCamera === undefined ? [] : [{ label: 'Counts its cameras from', value: String(firstCamera) }]),
    ...(tellsGaps === undefined
      ? []
      : [{ label: 'Tells where nothing was recorded', value: tellsGaps ? 'yes' : 'no' }]),
  ];
}

export type SiteService = ReturnType<typeof createSiteService>;
