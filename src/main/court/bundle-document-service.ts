import type { DocumentId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { DocumentKind, Pdf, SheetFrame } from '../documents/document.ts';
import type { DocumentService } from '../documents/document-service.ts';
import { attachDocument, type StoredBundle } from './court-store.ts';

export interface BundleDocument {
  readonly bundle: StoredBundle;
  readonly kind: DocumentKind;
  /** The newest of each title is the bundle's; earlier ones stay in the register. */
  readonly title: string;
  readonly render: (frame: SheetFrame) => Promise<Pdf>;
}

/** Makes a sheet that belongs to a bundle and goes on its discs; sealed and entered in one change. */
export async function makeBundleDocument(
  documents: DocumentService,
  { bundle, kind, title, render }: BundleDocument,
  act: Act,
): Promise<DocumentId> {
  const { caseId } = bundle.proceedings;
  const prepared = await documents.prepare({ kind, title, reference: bundle.number, caseId, render }, act);
  act.as('documents.make').change(['documents', 'court'], (tx) => {
    prepared.record(tx);
    attachDocument(tx, bundle.id, prepared.id);
    tx.enter(`bundle ${bundle.number}`, {
      bundleId: bundle.id,
      documentId: prepared.id,
      kind,
      sha256: prepared.sha256,
      witnessCode: prepared.witnessCode,
    });
  });
  return prepared.id;
}
