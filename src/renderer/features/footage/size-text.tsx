import { formatBytes } from '../../ui/quantity.ts';

/** A size whose figure and unit stay on one line. */
export const SizeText = ({ bytes }: { readonly bytes: number }) => formatBytes(bytes).replace(' ', '\u00a0');
