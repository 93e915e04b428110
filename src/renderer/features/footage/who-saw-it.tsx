import type { Output } from '../../../shared/contract.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/time-text.tsx';

type SeenBy = Output<'recordings.read'>['viewings'][number];

const columns: readonly Column<SeenBy>[] = [
  { id: 'number', header: 'Viewing', cell: ({ number }) => number, sortBy: ({ number }) => number },
  { id: 'at', header: 'Opened', cell: ({ at }) => <InstantText value={at} />, sortBy: ({ at }) => at },
  { id: 'by', header: 'By', cell: ({ by }) => by, sortBy: ({ by }) => by },
  { id: 'purpose', header: 'Purpose', cell: ({ purpose }) => purpose },
  { id: 'outcome', header: 'Outcome', cell: ({ outcome }) => outcomeText(outcome) },
];

const outcomes: Readonly<Record<string, string>> = {
  relevant: 'Relevant footage seen',
  'nothing-relevant': 'Nothing relevant seen',
  'still-wanted': 'A still is wanted',
  'copy-for-court': 'A copy for court is wanted',
  'hold-wanted': 'A hold on disposal is wanted',
  'shown-in-court': 'Shown to the court',
  'not-shown-in-court': 'Nothing was shown to the court',
};

/** The outcome of a viewing in words. A viewing that was broken off has none. */
const outcomeText = (outcome: string | null): string =>
  outcome === null ? 'none: still open, or ended abnormally' : (outcomes[outcome] ?? outcome);

/** Every viewing of one recording (CoP 3.9: each viewing is logged). */
export const WhoSawIt = ({ viewings }: { readonly viewings: readonly SeenBy[] }) => (
  <DataTable
    columns={columns}
    rows={viewings}
    rowKey={({ number }) => number}
    caption="Viewings of this recording"
    emptyText="Nobody has viewed this recording."
  />
);
