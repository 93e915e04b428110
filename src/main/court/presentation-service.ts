import type { Parsed } from '../../shared/contract.ts';
import type { CourtShowing, OpenViewing } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';
import { secondsBetween } from '../time.ts';
import type { ViewingService } from '../viewings/viewing-service.ts';
import type { CourtService } from './court-service.ts';

export interface PresentationPorts {
  readonly court: Pick<CourtService, 'requireBundle'>;
  readonly viewings: Pick<ViewingService, 'present' | 'showable'>;
}

type Listed = Parsed<'viewings.present'>['listed'][number];

/** Shows a court what the manager approved for it, and nothing beside it (CoP 3.10, 6.4). */
export function createPresentations({ court, viewings }: PresentationPorts) {
  /** The stretch that is listed, in ms of the recording; times of the recorder's clock include the second named last. */
  const stretchOf = ({ recordingId, from, to }: Listed): { fromMs: number; toMs: number } => {
    const { row, facts } = viewings.showable(recordingId);
    if (from === undefined && to === undefined) return { fromMs: 0, toMs: facts.durationMs };
    if (row.recordedFrom === null)
      throw new AppError('invalid-input', `It is not known when ${row.number} began. List the whole of it.`);
    const begins = row.recordedFrom;
    const at = (clock: string): number => secondsBetween(begins, clock) * 1000;
    const fromMs = Math.max(0, from === undefined ? 0 : at(from));
    const toMs = Math.min(facts.durationMs, to === undefined ? facts.durationMs : at(to) + 1000);
    if (fromMs >= toMs)
      throw new AppError('invalid-input', `${row.number} holds nothing between these times. Look at both again.`);
    return { fromMs, toMs };
  };

  return {
    async present(input: Parsed<'viewings.present'>, act: Act): Promise<OpenViewing> {
      const { proceedings, number, state, exhibits } = court.requireBundle(input.bundleId);
      if (state !== 'approved')
        throw new AppError('clause', `${number} is not approved by the manager; a court is shown nothing of it.`, {
          clause: '3.10',
        });
      const listed = input.listed.map((each) => {
        const exhibit = exhibits.find(({ recordingId }) => recordingId === each.recordingId);
        if (exhibit === undefined)
          throw new AppError('clause', `Only recordings in ${number} may be shown to this court.`, { clause: '6.4' });
        return { recordingId: each.recordingId, reference: exhibit.reference, ...stretchOf(each) };
      });
      if (new Set(listed.map(({ recordingId }) => recordingId)).size < listed.length)
        throw new AppError(
          'invalid-input',
          'A recording is listed twice. List each once, with all that is to be shown.',
        );
      const { court: before, caseNumber } = proceedings;
      const { allowedBy, direction, place } = input;
      const showing: CourtShowing = {
        bundleNumber: number,
        court: before,
        caseNumber,
        allowedBy,
        direction,
        exhibits: listed,
      };
      return viewings.present({ place, showing }, act);
    },
  };
}

export type PresentationService = ReturnType<typeof createPresentations>;
