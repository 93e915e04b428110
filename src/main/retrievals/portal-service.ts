import { PortalProfile } from '../../device-drivers/idcam-portal/portal-profile.ts';
import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { PortalId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Shell } from '../app.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import { readPickedFile } from '../platform/picked-file.ts';
import { createSha256 } from '../platform/sha256.ts';
import { decidePortal, findPortal, insertPortal, listPortals, type PortalRow } from './portal-store.ts';

export interface PortalPorts {
  readonly db: ReadDb;
  readonly shell: Pick<Shell, 'chooseFiles'>;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

const largestProfile = 64 * 1024;

/**
 * The register of web portals that may be read directly (CoP 3.13-3.15). An officer registers one with its profile; it
 * stays off until the manager has judged it. A profile never changes: another one is another entry, judged anew.
 */
export function createPortalService({ db, shell, stepUp }: PortalPorts) {
  const require = (id: PortalId): PortalRow => {
    const found = findPortal(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such portal. It is registered under Settings.');
    return found;
  };
  const refuseTaken = (number: string): void => {
    if (listPortals(db).some((it) => it.number.toLowerCase() === number.toLowerCase()))
      throw new AppError('conflict', `There is already a portal with the number ${number}. Give this one another.`);
  };

  return {
    list: (): Output<'portals.list'> => listPortals(db),

    /** @throws AppError 'clause' while the manager has not switched it on. */
    requireOn(id: PortalId): PortalRow {
      const portal = require(id);
      if (portal.isOn) return portal;
      throw new AppError(
        'clause',
        `The portal ${portal.number} is switched off. Download from it elsewhere and bring the footage on a registered stick, or ask the manager to switch it on in Settings.`,
        { clause: '3.15' },
      );
    },

    async register(input: Parsed<'portals.register'>, act: Act): Promise<Output<'portals.register'>> {
      refuseTaken(input.number);
      const [path, ...more] = await shell.chooseFiles('Choose the portal’s profile', ['json']);
      if (path === undefined) throw new AppError('cancelled', 'No file was chosen; nothing was registered.');
      if (more.length > 0) throw new AppError('invalid-input', 'Choose one file alone: the profile of this portal.');
      const { text, name, sha256 } = await readProfile(path);
      const row: PortalRow = {
        ...{ ...input, id: newId<PortalId>(), profileName: name, profile: text, profileSha256: sha256 },
        ...{ registeredAt: act.now(), registeredBy: act.actor.name },
        ...{ isOn: false, decidedAt: null, decidedBy: null, reasons: null },
      };
      act.change(['retrievals', 'settings'], (tx) => {
        refuseTaken(input.number); // somebody may have been quicker while the dialog stood open
        insertPortal(tx, row);
        tx.enter(`portal ${row.number}`, { portalId: row.id, ...input, profile: name, profileSha256: sha256 });
      });
      return row;
    },

    async decide(input: Parsed<'portals.decide'>, act: Act): Promise<Output<'portals.decide'>> {
      const { portalId, isOn, reasons, password } = input;
      await stepUp(act, password);
      const { number, profileSha256, isOn: was } = require(portalId);
      if (was === isOn)
        throw new AppError('conflict', `The portal ${number} is switched ${isOn ? 'on' : 'off'} already.`);
      act.change(['retrievals', 'settings'], (tx) => {
        decidePortal(tx, portalId, { isOn, at: act.now(), by: act.actor.name, reasons });
        tx.enter(`portal ${number}`, { portalId, isOn, reasons, profileSha256 });
      });
      return require(portalId);
    },
  };
}

/** A profile is a small file of text; the first thing that is wrong with it is said by the name of its field. */
async function readProfile(path: string): Promise<{ text: string; name: string; sha256: string }> {
  const { bytes } = await readPickedFile(path);
  if (bytes.length > largestProfile) throw noProfile('it is far too large');
  const hash = createSha256();
  hash.update(bytes);
  let json: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    json = JSON.parse(text);
  } catch {
    throw noProfile('it is not JSON');
  }
  const read = PortalProfile.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw noProfile(`at “${issue?.path.join('.') || 'the beginning'}”: ${issue?.message ?? 'it cannot be read'}`);
  }
  return { text, name: read.data.name, sha256: hash.digestHex() };
}

const noProfile = (why: string): AppError =>
  new AppError('invalid-input', `This is no portal profile: ${why}. docs/portal-profiles.md says how one is written.`);

export type PortalService = ReturnType<typeof createPortalService>;
