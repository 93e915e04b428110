import { bagNames, declarationText } from '../../../resources/open-me-first/verify/bag.ts';
import type { Output, Parsed } from '../../shared/contract.ts';
import type { Act } from '../acts.ts';
import { bagInfoText, manifestText } from '../court/bagit.ts';
import type { ReadDb } from '../database/database.ts';
import type { Shell } from '../host.ts';
import type { SigningService } from '../people/signing-service.ts';
import { signDetached } from '../platform/certificates.ts';
import { createExportFolder, type ExportFolder } from '../platform/export-folder.ts';
import { londonDay } from '../time.ts';
import type { AuditService } from './audit-service.ts';
import type { LedgerDesk, SignedCheckpoint } from './ledger-desk-service.ts';
import { type LedgerTexts, writeLedgerFiles } from './ledger-files-service.ts';
import { csvOf, registerNames } from './registers.ts';
import { readRegister } from './register-store.ts';
import type { SettingsService } from './settings-service.ts';

export interface AuditPackPorts {
  readonly db: ReadDb;
  readonly audits: Pick<AuditService, 'require'>;
  readonly ledger: Pick<LedgerDesk, 'checkpoint'>;
  readonly ledgerTexts: LedgerTexts;
  readonly signing: SigningService;
  readonly settings: SettingsService;
  readonly shell: Pick<Shell, 'chooseFolder'>;
  readonly vaultFolder: string;
  readonly software: { readonly name: string; readonly version: string };
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

interface Listed {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Every register and the whole ledger for an auditor who trusts nobody here: a signed BagIt bag, checked with sha256sum,
 * openssl and the ledger's format document. */
export function createAuditPack(ports: AuditPackPorts) {
  const { db, ledger, ledgerTexts, signing, settings, shell, stepUp } = ports;

  /** The registers as they stand at this moment, each as a table and as JSON. */
  const registerFiles = (): { path: string; text: string }[] =>
    registerNames.flatMap((name) => {
      const rows = readRegister(db, name);
      const path = `data/registers/${name}`;
      return [
        { path: `${path}.csv`, text: csvOf(rows) },
        { path: `${path}.json`, text: `${JSON.stringify(rows, null, 2)}\n` },
      ];
    });

  /** Payload first, then the lists over it, then the signature over the list of lists. */
  const writeBag = async (
    folder: ExportFolder,
    {
      registers,
      checkpoint,
      identifier,
      at,
    }: { registers: ReturnType<typeof registerFiles>; checkpoint: SignedCheckpoint; identifier: string; at: string },
  ): Promise<{ manifestSha256: string; files: readonly Listed[] }> => {
    const add = async (path: string, content: string | Uint8Array): Promise<Listed> => ({
      path,
      ...(await folder.write(path, [content])),
    });
    const payload: Listed[] = [];
    for (const { path, text } of registers) payload.push(await add(path, text));
    const files = await writeLedgerFiles(ledgerTexts, folder, 'data/ledger/', checkpoint);
    payload.push({ path: 'data/ledger/ledger.jsonl', ...files.ledger });
    payload.push({ path: 'data/ledger/checkpoints.json', ...files.checkpoints });
    const { controllerName, controllerAddress } = settings.read();
    const manifest = await add(bagNames.manifest, manifestText(payload));
    const info = bagInfoText({
      organisation: controllerName,
      contact: controllerAddress,
      identifier,
      description: 'Registers and ledger of the Lend-A-Cam scheme for an audit',
      group: null,
      baggedOn: londonDay(at),
      software: `${ports.software.name} ${ports.software.version}`,
      payload,
    });
    const tags = [
      manifest,
      await add(bagNames.declaration, declarationText),
      await add(bagNames.info, info),
      await add(bagNames.certificate, signing.identity().certificatePem),
      await add('README.txt', readme(checkpoint, signing.fingerprint())),
    ];
    const list = manifestText(tags);
    const signature = signDetached(new TextEncoder().encode(list), signing.identity(), at);
    const last = [await add(bagNames.tagManifest, list), await add(bagNames.signature, signature)];
    return { manifestSha256: manifest.sha256, files: [...payload, ...tags, ...last] };
  };

  return {
    /** That it was begun is entered first: personal data may lie on the stick from the first byte on. */
    async write(input: Parsed<'audits.writePack'>, act: Act): Promise<Output<'audits.writePack'>> {
      const { auditId, recipient, reason, password } = input;
      const audit = auditId === undefined ? null : ports.audits.require(auditId);
      const about = audit === null ? 'audit pack' : `audit ${audit.number}`;
      const given = { recipient, reason, ...(audit === null ? {} : { auditId: audit.id }) };
      await stepUp(act, password);
      const parent = await shell.chooseFolder('Where to write the audit pack');
      if (parent === null) {
        act.change(['ledger'], (tx) => tx.enter(about, { ...given, outcome: 'no folder was chosen' }));
        return null;
      }
      const checkpoint = ledger.checkpoint(act);
      const registers = registerFiles();
      const { size: entries, root, code: witnessCode } = checkpoint;
      const folderName = `Audit pack ${audit === null ? londonDay(act.now()) : audit.number} ${witnessCode}`;
      const folder = await createExportFolder(parent, folderName, ports.vaultFolder);
      try {
        const facts = { ...given, folderName, entries, root, witnessCode };
        act.change(['ledger'], (tx) => tx.enter(about, { ...facts, step: 'begun' }));
        const identifier = audit?.number ?? folderName;
        const { manifestSha256, files } = await writeBag(folder, { registers, checkpoint, identifier, at: act.now() });
        await folder.publish();
        const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
        const done = { files: files.length, sizeBytes, manifestSha256 };
        act
          .as('audits.packWritten')
          .change(['ledger'], (tx) => tx.enter(about, { ...facts, ...done, checked: 'every file read back' }));
        return { folderName, entries, witnessCode, ...done };
      } catch (error) {
        await folder.discard();
        throw error;
      }
    },
  };
}

const readme = ({ size, code, at }: SignedCheckpoint, fingerprint: string): string =>
  `Audit pack of the Lend-A-Cam scheme
====================================

PERSONAL DATA. Keep this folder locked away, pass it to nobody else, and destroy it when the audit is over. It holds no
footage and no pictures.

Ledger entries:   ${size}
As of:            ${at} (UTC)
Witness code:     ${code}
Certificate:      SHA-256 fingerprint ${fingerprint}

data/registers/   each register as a table (CSV) and as JSON, as it stood at the witness code; an empty one has no rows
data/ledger/      the whole ledger and every signed checkpoint

To check it, with programs of your own:

  sha256sum -c manifest-sha256.txt          every file under data/ is as it was written
  sha256sum -c tagmanifest-sha256.txt       and so are the lists themselves
  openssl cms -verify -binary -inform DER -in signature.p7s -content tagmanifest-sha256.txt -certfile certificate.pem
      -CAfile certificate.pem -out /dev/null
                                            the lists were signed with the controller's key

Compare the certificate's fingerprint and the witness code with paper that has been out of the controller's hands. The
document "The ledger's format", section "The whole ledger", says how the ledger is verified.
`;

export type AuditPackService = ReturnType<typeof createAuditPack>;
