import { annualReportSheet } from '../../../src/main/documents/annual-report-sheet.ts';
import { auditSheet } from '../../../src/main/documents/audit-sheet.ts';
import { ceaCertificate } from '../../../src/main/documents/cea-certificate.ts';
import { cprNotice } from '../../../src/main/documents/cpr-notice.ts';
import { discDestruction } from '../../../src/main/documents/disc-destruction.ts';
import { discReceipt } from '../../../src/main/documents/disc-receipt.ts';
import { hearingChecklist } from '../../../src/main/documents/hearing-checklist.ts';
import { completenessStatement } from '../../../src/main/documents/completeness-statement.ts';
import { consultationLetter } from '../../../src/main/documents/consultation-letter.ts';
import { continuityChart } from '../../../src/main/documents/continuity-chart.ts';
import { contactSheet } from '../../../src/main/documents/contact-sheet.ts';
import { discLabel } from '../../../src/main/documents/disc-label.ts';
import { disposalRegister } from '../../../src/main/documents/disposal-register.ts';
import { freezeReport } from '../../../src/main/documents/freeze-report.ts';
import { disposalCertificate } from '../../../src/main/documents/disposal-certificate.ts';
import type { Pdf, SheetFrame } from '../../../src/main/documents/document.ts';
import type { CourtDocumentFacts } from '../../../src/main/documents/document-facts.ts';
import { exhibitLabels } from '../../../src/main/documents/exhibit-labels.ts';
import { piaSheet } from '../../../src/main/documents/pia-sheet.ts';
import { printDestruction, printReportedDestroyed } from '../../../src/main/documents/print-destruction.ts';
import { printReceipt } from '../../../src/main/documents/print-receipt.ts';
import { recognitionRecord } from '../../../src/main/documents/recognition-record.ts';
import { retrievalReceipt } from '../../../src/main/documents/retrieval-receipt.ts';
import { setupSheet } from '../../../src/main/documents/setup-sheet.ts';
import { statementSentences } from '../../../src/main/documents/statement.ts';
import { stillSheet } from '../../../src/main/documents/still-sheet.ts';
import { stillsIndex } from '../../../src/main/documents/stills-index.ts';
import { transitReceipt, transitSlip } from '../../../src/main/documents/transit-sheets.ts';
import { witnessStatement } from '../../../src/main/documents/witness-statement.ts';
import {
  checklistFacts,
  destructionFacts,
  noticeFacts,
  receiptOfDisc,
  signedBy,
  transitFacts,
} from './court-paper-facts.ts';
import { disposalRegisterFacts, freezeFacts } from './keeping-facts.ts';
import { courtFacts, discFacts, disposalFacts, frame, receiptFacts, setupFacts } from './facts.ts';
import { auditFacts, reportFacts } from './oversight-facts.ts';
import {
  stillFacts,
  contactFacts,
  indexFacts,
  policeStill,
  printDestructionFacts,
  printReceiptFacts,
  printReportedFacts,
} from './still-facts.ts';
import { recognitionFacts } from './recognition-facts.ts';
import { letterFacts, piaFacts } from './scheme-facts.ts';

export const statementOf = (facts: CourtDocumentFacts, about: SheetFrame): Promise<Pdf> => {
  const sentences = statementSentences(facts);
  const preparation = { number: 1, drawnUp: sentences.length, confirmed: sentences.length, struck: 0, own: 0 };
  return witnessStatement({ ...facts, sentences, preparation }, about);
};

/** Every sheet of the application, filled from ordinary facts. */
export const everySheet: Readonly<Record<string, () => Promise<Pdf>>> = {
  'set-up sheet': () => setupSheet(setupFacts(), 'officer'),
  'retrieval receipt': () => retrievalReceipt(receiptFacts(), frame('RET-0007')),
  'still sheet': () => stillSheet(stillFacts(), frame('STILL-0003')),
  'police still': () => stillSheet({ ...stillFacts(), still: policeStill }, frame('STILL-0009/1')),
  'stills index': () => stillsIndex(indexFacts(), frame('All cases')),
  'contact sheet': () => contactSheet(contactFacts(), frame('Case REACT-2026-11873')),
  'receipt for a print': () => printReceipt(printReceiptFacts(), frame('STILL-0009/2')),
  'print reported as destroyed': () => printReportedDestroyed(printReportedFacts(), frame('STILL-0009/2')),
  'destruction of a print': () => printDestruction(printDestructionFacts(), frame('STILL-0009/2')),
  'disposal certificate': () => disposalCertificate(disposalFacts(), frame('DISP-0021')),
  'register of disposals': () => disposalRegister(disposalRegisterFacts(), frame('disposals')),
  'report of a freeze': () => freezeReport(freezeFacts(), frame('REQ-0004')),
  'disc label': () => discLabel(discFacts(), frame('DISC-0008')),
  'exhibit labels': () => exhibitLabels(courtFacts(), frame('BND-0004')),
  'continuity chart': () => continuityChart(courtFacts(), frame('BND-0004')),
  'civil statement': () => statementOf(courtFacts('civil'), frame('BND-0004')),
  'criminal statement': () => statementOf(courtFacts('criminal'), frame('BND-0004')),
  'certificate of business records': () => ceaCertificate({ ...courtFacts('civil'), signedBy }, frame('BND-0004')),
  'notice under CPR 33.6': () => cprNotice(noticeFacts(), frame('BND-0004')),
  'hearing-day checklist': () => hearingChecklist(checklistFacts(), frame('BND-0004')),
  'passphrase slip': () =>
    transitSlip({ ...transitFacts(), passphrase: 'K7QF2-9XPT4-0ABCD-1EFGH-2JKMN-3PQRS' }, frame('BND-0004')),
  'receipt for a copy': () => transitReceipt(transitFacts(), frame('COPY-0001')),
  'disc receipt': () => discReceipt(receiptOfDisc(), frame('DISC-0008')),
  'destruction of a disc': () => discDestruction(destructionFacts(), frame('DISC-0008')),
  'completeness statement': () => completenessStatement(courtFacts(), frame('BND-0004')),
  'record of a recognition': () => recognitionRecord(recognitionFacts(), frame('VIEW-0031/1')),
  audit: () => auditSheet(auditFacts(), frame('AUD-0001')),
  'annual report': () => annualReportSheet(reportFacts(), frame('report')),
  PIA: () => piaSheet(piaFacts(), frame('PIA-0003')),
  'consultation letter': () => consultationLetter(letterFacts(), frame('PIA-0003')),
  'consultation letter in large print': () => consultationLetter(letterFacts(true), frame('PIA-0003')),
};
