import { concealed } from './concealed.ts';

const mostLines = 5000;
const mostRemarks = 20_000;
const longestLine = 2000;

/** What was asked of a replay and what came, line by line, kept beside the footage as the access record. */
export interface ReplayLog {
  line(text: string): void;
  /** A description (SDP), line by line; said to be the last one again where it is. */
  description(body: string): void;
  /** A line that whoever keeps the footage must be told of, not only whoever reads it all. `about` names the footage. */
  remark(about: string, text: string): void;
  /** In words, each once. */
  remarks(): readonly string[];
  /** Those about one stretch of footage, without its name. */
  remarksOf(about: string): readonly string[];
  isEmpty(): boolean;
  text(): string;
}

/** `conceal` hides the login, which the log does not know. */
export function createReplayLog(now: () => string, conceal: (text: string) => string = (text) => text): ReplayLog {
  const lines: string[] = [];
  const remarks = new Map<string, Set<string>>();
  let [more, remarked, moreRemarks] = [0, 0, 0];
  // What a recorder says is a stranger's: nothing in it may look like a line of ours.
  const stamped = (text: string): string =>
    `${now()} ${conceal(concealed(text)).replaceAll(/\p{C}/gu, ' ').slice(0, longestLine)}`;
  let described: string | null = null;
  const line = (text: string): void => {
    if (lines.length - remarked < mostLines) lines.push(stamped(text));
    else more += 1;
  };
  return {
    line,
    description(body) {
      if (body === described) return line('SDP as before.');
      described = body;
      for (const each of body.split(/\r?\n/u).slice(0, 200)) line(`SDP ${each}`);
    },
    remark(about, text) {
      const own = remarks.get(about) ?? new Set<string>();
      remarks.set(about, own);
      if (own.has(text)) return; // the second replay, made to compare, misses the same
      if (remarked >= mostRemarks) {
        moreRemarks += 1;
        own.add('More is missing than could be written down.');
        return;
      }
      remarked += 1;
      own.add(text);
      lines.push(stamped(`${about}: ${text}`));
    },
    remarks: () => [...remarks].flatMap(([about, own]) => [...own].map((text) => `${about}: ${text}`)),
    remarksOf: (about) => [...(remarks.get(about) ?? [])],
    isEmpty: () => lines.length === 0,
    text: () =>
      [
        ...lines,
        ...(more === 0 ? [] : [`and ${more} lines more`]),
        ...(moreRemarks === 0 ? [] : [`and ${moreRemarks} remarks more of what is missing`]),
        '',
      ].join('\n'),
  };
}
