/** `disposal-certificate` → `Disposal certificate` */
export const kindInWords = (kind: string): string =>
  (kind.charAt(0).toUpperCase() + kind.slice(1)).replaceAll('-', ' ');
