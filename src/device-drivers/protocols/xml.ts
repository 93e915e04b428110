import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { AppError } from '../../shared/failure.ts';

/** An element as the parser gives it: text, or what stands in it by local name. */
export type Xml = string | { readonly [name: string]: Xml | readonly Xml[] };

const limits = { characters: 1024 * 1024, depth: 24, elements: 20_000 };

const reading = {
  removeNSPrefix: true, // recorders of one maker use three namespaces for the same answer
  parseTagValue: false,
  trimValues: true,
  maxNestedTags: limits.depth,
} as const;
const parser = new XMLParser({ ...reading, ignoreAttributes: true });
/** An attribute stands as `@name` in its element, whose own text is then `#text`. */
const attributeParser = new XMLParser({
  ...reading,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
});

/**
 * A recorder's answer. @throws AppError 'unavailable' when it is no XML, or more than an answer has any reason to be.
 * Threat: an answer that unfolds in memory, names a file of this laptop, or nests until the parser falls over. A
 * document type is the way to all entities, and no recorder needs one.
 */
export function parseXml(text: string, { attributes = false } = {}): Xml {
  if (text.length > limits.characters || /<!(?:DOCTYPE|ENTITY)/iu.test(text) || isOverbuilt(text)) throw unreadable();
  try {
    if (XMLValidator.validate(text) !== true) throw unreadable();
    return (attributes ? attributeParser : parser).parse(text) as Xml;
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable(cause);
  }
}

/** Counted before anything is built. Tags inside comments and CDATA count too: that errs on the safe side. */
function isOverbuilt(text: string): boolean {
  let [depth, elements] = [0, 0];
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1];
    if (next === '?' || next === '!') continue;
    if (next === '/') {
      depth -= 1;
      continue;
    }
    elements += 1;
    const end = text.indexOf('>', at);
    if (end === -1) return true;
    if (text[end - 1] !== '/') depth += 1;
    if (depth > limits.depth || elements > limits.elements) return true;
  }
  return false;
}

const unreadable = (cause?: unknown): AppError =>
  new AppError(
    'unavailable',
    'The recorder gave an answer that cannot be read. Try again; if it stays so, use a memory stick.',
    {
      cause,
    },
  );

/** The element at the end of a path of local names; null when there is none. */
export function child(xml: Xml | null, ...path: readonly string[]): Xml | null {
  let at: Xml | null = xml;
  for (const name of path) {
    if (at === null || typeof at === 'string' || !Object.hasOwn(at, name)) return null;
    const next: Xml | readonly Xml[] | undefined = at[name];
    at = next === undefined ? null : isList(next) ? (next[0] ?? null) : next;
  }
  return at;
}

/** All elements of one name: a single one comes as itself, several as a list. */
export function children(xml: Xml | null, name: string): readonly Xml[] {
  if (xml === null || typeof xml === 'string' || !Object.hasOwn(xml, name)) return [];
  const found = xml[name];
  return found === undefined ? [] : isList(found) ? found : [found];
}

/** The text of an element, or null; never more than a line of it. */
export function textAt(xml: Xml | null, ...path: readonly string[]): string | null {
  const at = child(xml, ...path);
  const found = at !== null && typeof at !== 'string' ? child(at, '#text') : at;
  return typeof found === 'string' && found !== '' ? found.slice(0, 2000) : null;
}

const isList = (it: Xml | readonly Xml[]): it is readonly Xml[] => Array.isArray(it);

/** Text as it may stand in an element. */
export const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
