import type { AnnualReport, Figure } from '../../shared/contract/audits.ts';

// The form for the public names no case, person or place. A number below five may still point at one, and so may
// whatever lets it be worked out: neither is shown.

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

/** What was made of fewer than five things says something of each of them, however large it is. */
const isSmall = ({ value, unit, basedOn }: Figure): boolean =>
  [unit === 'count' ? value : null, basedOn].some((of) => of !== null && of > 0 && of < SMALLEST);

/** A figure as a reader of the management form sees it. */
const inFull = (each: Figure): string =>
  each.unit === 'count' || each.value === null ? alone(each) : `${alone(each)} (over ${each.basedOn ?? 0})`;

/** Without the number of things it was made of, which may itself be a total that is not shown. */
function alone({ value, unit }: Figure): string {
  if (value === null) return 'none to count';
  return unit === 'days' ? `${value} days` : String(value);
}

/**
 * Nothing that is shown lets a small number be worked out: every total it is part of goes with it; and where the same
 * things are counted again by other kinds, these counts go as a whole, because each would give the total away again.
 */
function published(figures: readonly Figure[]): Published[] {
  const kept = figures.filter(({ identifies }) => !identifies);
  const small = kept.filter(isSmall);
  const withheld = new Set(small.map(({ key }) => key));
  /** A total goes with any of its parts; that part may itself be the total of others. */
  const hasHiddenPart = ({ key }: Figure): boolean =>
    kept.some((part) => part.of === key && (withheld.has(part.key) || hasHiddenPart(part)));
  const topOf = (each: Figure): Figure => {
    const total = kept.find(({ key }) => key === each.of);
    return total === undefined ? each : topOf(total);
  };
  const countedFirst = (each: Figure): string => {
    const { key, again } = topOf(each);
    return again ?? key;
  };
  const withSmall = new Set(small.map(countedFirst));
  const shown = (each: Figure): string => {
    if (hasHiddenPart(each) || (topOf(each).again !== null && withSmall.has(countedFirst(each)))) return HIDDEN;
    if (!isSmall(each)) return alone(each);
    return each.unit === 'count' && each.basedOn === null ? FEW : HIDDEN;
  };
  return kept.map((each) => ({ key: each.key, label: each.label, isPart: each.of !== null, shown: shown(each) }));
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
