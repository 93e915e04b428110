import type { Output, Parsed } from '../../shared/contract.ts';
import type { AnnualReport } from '../../shared/contract/audits.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { annualReportSheet } from '../documents/annual-report-sheet.ts';
import type { DocumentService } from '../documents/document-service.ts';
import type { Clock } from '../platform/clock.ts';
import { dayText, londonDay } from '../time.ts';
import { annualReport } from './annual-report.ts';
import { publishedSections, sectionsInFull } from './publishable.ts';
import { readRegister } from './register-store.ts';
import { refuseBadPeriod } from './spot-check.ts';

export interface ReportPorts {
  readonly db: ReadDb;
  readonly clock: Pick<Clock, 'now'>;
  readonly documents: DocumentService;
}

/** The annual report (CoP 5.6, 6.8), counted from the registers each time it is asked for. */
export function createReportService({ db, clock, documents }: ReportPorts) {
  const read = ({ from, until }: Parsed<'reports.read'>): AnnualReport => {
    const asOf = londonDay(clock.now());
    refuseBadPeriod({ from, until }, asOf);
    return annualReport({ from, until, asOf }, (name) => readRegister(db, name));
  };
  return {
    read,

    /** Makes the sheet; the one for the public holds no case, person or place, and no number below five. */
    async make({ form, remarks, ...period }: Parsed<'reports.make'>, act: Act): Promise<Output<'reports.make'>> {
      const report = read(period);
      const isPublic = form === 'publishable';
      const days = `${dayText(period.from)} to ${dayText(period.until)}`;
      const documentId = await documents.make(
        {
          kind: 'annual-report',
          title: `${isPublic ? 'Annual report for publication' : 'Annual report'}, ${days}`,
          reference: `report ${period.from} ${period.until} ${form}`,
          caseId: null,
          render: (frame) =>
            annualReportSheet(
              {
                days,
                asOf: dayText(report.asOf),
                isPublic,
                remarks: remarks ?? null,
                sections: isPublic ? publishedSections(report) : sectionsInFull(report),
                details: isPublic ? [] : report.sections.map(({ title, details }) => ({ title, details })),
              },
              frame,
            ),
        },
        act,
      );
      return { documentId };
    },
  };
}

export type ReportService = ReturnType<typeof createReportService>;
