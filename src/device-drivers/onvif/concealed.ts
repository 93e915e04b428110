/**
 * Text without what lets somebody in. Units write logins into the addresses and descriptions they send, and what was
 * asked of a replay is kept beside the footage for years.
 */
export const concealed = (text: string): string =>
  text.replaceAll(/\/\/[^/\s]*@/gu, '//…@').replaceAll(/(user(?:name)?|usr|pass(?:word|wd)?|pwd)=[^&\s;]*/giu, '$1=…');

/** Shorter ones stand in any text by chance. */
const shortestSecret = 4;

/** Hides one password wherever it stands, as it is and as an address writes it. */
export function withoutSecret(secret: string): (text: string) => string {
  if (secret.length < shortestSecret) return (text) => text;
  const ways = [...new Set([secret, encodeURIComponent(secret)])].sort((a, b) => b.length - a.length);
  return (text) => ways.reduce((rest, way) => rest.replaceAll(way, '…'), text);
}
