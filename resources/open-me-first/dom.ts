// Elements from plain values. Text goes in as text, so nothing that was typed into a record can become markup.

type Child = Node | string | null;

/** An element with attributes and children; `null` children are left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A list of facts; those without a value are left out. */
export function facts(rows: readonly (readonly [name: string, value: Child])[]): HTMLElement {
  const list = element('dl', {});
  for (const [name, value] of rows)
    if (value !== null && value !== '') list.append(element('dt', {}, name), element('dd', {}, value));
  return list;
}

export interface TableFacts {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Child[])[];
}

export function table({ caption, columns, rows }: TableFacts): HTMLElement {
  const head = element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column)));
  const body = rows.map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, cell))));
  return element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, head),
    element('tbody', {}, ...body),
  );
}

/** A path of the bundle as an address beside this page. */
export const addressOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
