import type { Output, Parsed } from '../../shared/contract.ts';
import type { Site, SiteProfile } from '../../shared/contract/sites.ts';
import { AppError } from '../../shared/failure.ts';
import type { SiteId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import { type Secret, siteLoginWrapKey, unwrapSecret, wipe, wrapSecret } from '../vault/keys.ts';
import {
  findSite,
  insertSite,
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
  const seal = (id: SiteId, password: string): Uint8Array =>
    withKey((key) => wrapSecret(key, Buffer.from(password, 'utf8'), sealedFor(id)));
  const refuseTaken = (number: string, own: SiteId | null): void => {
    if (listSites(db).some((it) => it.id !== own && it.number.toLowerCase() === number.toLowerCase()))
      throw new AppError('conflict', `There is already a site with the number ${number}.`);
  };

  return {
    require,
    list: (): Output<'sites.list'> => listSites(db).map(shown),

    /** For the moment of use only: it goes into the answer to the recorder's challenge and nowhere else. */
    password(id: SiteId): string {
      const sealed = readSealedPassword(db, id);
      if (sealed === null) throw new AppError('not-found', 'There is no such site.');
      return withKey((key) => {
        const plain = unwrapSecret(key, sealed, sealedFor(id));
        const text = Buffer.from(plain).toString('utf8');
        wipe(plain);
        return text;
      });
    },

    async register(input: Parsed<'sites.register'>, act: Act): Promise<Output<'sites.register'>> {
      const { profile, devicePassword, password } = input;
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
        insertSite(tx, row, seal(row.id, devicePassword));
        tx.enter(`site ${row.number}`, { siteId: row.id, ...profile });
      });
      return shown(row);
    },

    async change(input: Parsed<'sites.change'>, act: Act): Promise<Output<'sites.change'>> {
      const { siteId, profile, devicePassword, password } = input;
      await stepUp(act, password);
      const before = require(siteId);
      refuseTaken(profile.number, siteId);
      const isSameDevice = (['protocol', 'address', 'port'] as const).every((name) => before[name] === profile[name]);
      const row: SiteRow = { ...before, ...profile, quirks: isSameDevice ? before.quirks : {} };
      act.change(['retrievals', 'settings'], (tx) => {
        updateSite(tx, row, devicePassword === null ? null : seal(siteId, devicePassword));
        tx.enter(`site ${row.number}`, {
          siteId,
          from: profileOf(before),
          to: profile,
          passwordChanged: devicePassword !== null,
        });
      });
      return shown(row);
    },

    /** Inside the transaction that says what was found. */
    learn: (tx: Transaction, id: SiteId, quirks: Quirks): void => writeQuirks(tx, id, quirks),
  };
}

const profileOf = (row: SiteRow): SiteProfile => {
  const { number, system, protocol, address, port, secure, certificate, vpnInterface, username } = row;
  return { number, system, protocol, address, port, secure, certificate, vpnInterface, username };
};

const shown = (row: SiteRow): Site => ({
  ...profileOf(row),
  id: row.id,
  found: quirksInWords(row.quirks),
  registeredAt: row.registeredAt,
  registeredBy: row.registeredBy,
});

const protocols = { isapi: 'ISAPI (Hikvision)', 'dahua-cgi': 'HTTP CGI (Dahua)' } as const;
const indexTimes = { local: 'the recorder’s own clock', utc: 'UTC' } as const;
const searchForms = {
  namespaced: 'as the manual says',
  plain: 'without a namespace',
  'track-id-list': 'with a list of track ids',
} as const;
const downloads = { file: 'as the file it is', stretch: 'only as a stretch of time' } as const;

/** What a recorder turned out to do, for people. Only what was found is said. */
export function quirksInWords(quirks: Quirks): Site['found'] {
  const { protocol, indexTime, searchForm, downloadMethod, downloadBy, firstCamera } = quirks;
  return [
    ...(protocol === undefined ? [] : [{ label: 'Speaks', value: protocols[protocol] }]),
    ...(indexTime === undefined ? [] : [{ label: 'Times in its list are', value: indexTimes[indexTime] }]),
    ...(searchForm === undefined ? [] : [{ label: 'Takes a search', value: searchForms[searchForm] }]),
    ...(downloadMethod === undefined ? [] : [{ label: 'Gives recordings by', value: downloadMethod }]),
    ...(downloadBy === undefined ? [] : [{ label: 'Gives a recording', value: downloads[downloadBy] }]),
    ...(firstCamera === undefined ? [] : [{ label: 'Counts its cameras from', value: String(firstCamera) }]),
  ];
}

export type SiteService = ReturnType<typeof createSiteService>;
