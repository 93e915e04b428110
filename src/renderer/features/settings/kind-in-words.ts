/** `disposal-certificate` → `Disposal certificate`, `retrieval-without-pia` → `Retrieval without PIA` */
export const kindInWords = (kind: string): string =>
  (kind.charAt(0).toUpperCase() + kind.slice(1)).replaceAll('-', ' ').replaceAll(/\bpia\b/giu, 'PIA');
