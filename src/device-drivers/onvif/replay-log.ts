const mostLines = 5000;
const longestLine = 2000;

/** What was asked of a replay and what came, line by line, kept beside the footage as the access record. */
export interface ReplayLog {
  line(text: string): void;
  /** A line that whoever keeps the footage must be told of, not only whoever reads it all. */
  remark(text: string): void;
  remarks(): readonly string[];
  isEmpty(): boolean;
  text(): string;
}

export function createReplayLog(now: () => string): ReplayLog {
  const lines: string[] = [];
  const remarks = new Set<string>();
  let more = 0;
  const line = (text: string): void => {
    // What a recorder says is a stranger's: nothing in it may look like a line of ours.
    const safe = text.replaceAll(/\p{C}/gu, ' ').slice(0, longestLine);
    if (lines.length < mostLines) lines.push(`${now()} ${safe}`);
    else more += 1;
  };
  return {
    line,
    remark(text) {
      line(text);
      remarks.add(text);
    },
    remarks: () => [...remarks],
    isEmpty: () => lines.length === 0,
    text: () => `${lines.join('\n')}\n${more === 0 ? '' : `and ${more} lines more\n`}`,
  };
}
