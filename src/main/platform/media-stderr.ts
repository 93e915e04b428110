/** The last lines a tool said, and how many there were: bounded, whatever a hostile file makes it say. */
export interface StderrTail {
  push(bytes: Uint8Array): void;
  lines(): readonly string[];
  lineCount(): number;
}

const keptLines = 40;
const lineLength = 400;
/** What `-progress pipe:2` prints between the messages. */
const progressLine = /^(frame|fps|stream_\w+|bitrate|total_size|out_time\w*|dup_frames|drop_frames|speed|progress)=/;

/** Splits standard error into messages, kept and counted, and progress, told to `onFrame`. */
export function createStderrTail(onFrame?: (frameNumber: number) => void): StderrTail {
  const decoder = new TextDecoder();
  const kept: string[] = [];
  let rest = '';
  let count = 0;

  const take = (line: string): void => {
    if (line === '') return;
    if (progressLine.test(line)) {
      const frame = /^frame=\s*(\d+)/.exec(line)?.[1];
      if (frame !== undefined) onFrame?.(Number(frame));
      return;
    }
    count += 1;
    kept.push(line.slice(0, lineLength));
    if (kept.length > keptLines) kept.shift();
  };

  return {
    push(bytes) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split(/[\r\n]+/);
      rest = (lines.pop() ?? '').slice(-lineLength * 4);
      for (const line of lines) take(line);
    },
    lines: () => (rest === '' ? kept : [...kept, rest.slice(0, lineLength)]),
    lineCount: () => count + (rest === '' ? 0 : 1),
  };
}
