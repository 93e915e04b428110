import canonicalizeModule from 'canonicalize';

// The package's types describe an ES module; at run time it is a CommonJS one whose export is the function itself.
const canonicalize = canonicalizeModule as unknown as (value: object) => string | undefined;

/** RFC 8785: one text for one value, so that what is hashed or signed does not depend on who wrote it. */
export function canonicalJson(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not JSON');
  return text;
}
