import type { AnnualReport, Figure } from '../../shared/contract/audits.ts';

// The form for the public names no case, person or place. A number below five may still point at one, and so may a
// total from which the others can be taken away: neither is shown.

const SMALLEST = 5;

export type Published = {
  readonly key: string;
  readonly label: string;
  readonly isPart: boolean;
  readonly shown: string;
};
export interface PublishedSection {
  readonly title: string;
  readonly clause: string;
  readonly figures: readonly Published[];
  readonly notes: readonly string[];
}

export const FEW = 'fewer than 5';
export const HIDDEN = 'not shown';

const isSmall = ({ value, unit, basedOn }: Figure): boolean =>
  unit === 'count'
    ? value !== null && value > 0 && value < SMALLEST
    : basedOn !== null && basedOn > 0 && basedOn < SMALLEST;

/** A figure as a reader of the management form sees it. */
function inFull({ value, unit, basedOn }: Figure): string {
  if (value === null) return 'none to count';
  return unit === 'count' ? String(value) : `${value}${unit === 'days' ? ' days' : ''} (over ${basedOn ?? 0})`;
}

function published(figures: readonly Figure[]): Published[] {
  const kept = figures.filter(({ identifies }) => !identifies);
  const withheld = new Set(kept.filter(isSmall).map(({ key }) => key));
  /** A total goes with any of its parts; that part may itself be the total of others. */
  const isHidden = ({ key }: Figure): boolean =>
    kept.some((part) => part.of === key && (withheld.has(part.key) || isHidden(part)));
  return kept.map((each) => ({
    key: each.key,
    label: each.label,
    isPart: each.of !== null,
    shown: isSmall(each)
      ? each.unit === 'count' && !isHidden(each)
        ? FEW
        : HIDDEN
      : isHidden(each)
        ? HIDDEN
        : inFull(each),
  }));
}

export const publishedSections = ({ sections }: AnnualReport): PublishedSection[] =>
  sections.map(({ title, clause, figures, notes = [] }) => ({ title, clause, notes, figures: published(figures) }));

/** Every figure in full, for management. */
export const sectionsInFull = ({ sections }: AnnualReport): PublishedSection[] =>
  sections.map(({ title, clause, figures, notes = [] }) => ({
    title,
    clause,
    notes,
    figures: figures.map((each) => ({
      key: each.key,
      label: each.label,
      isPart: each.of !== null,
      shown: inFull(each),
    })),
  }));
