/** Whether a file's name is one of those asked for: `*.mp4 *.dav`. `*` is any text, `?` one character; capitals count alike. */
export function matchesPattern(name: string, pattern: string): boolean {
  const wanted = pattern.split(/[\s,;]+/u).filter((part) => part !== '');
  return wanted.length === 0 || wanted.some((part) => matchesOne(name.toLowerCase(), part.toLowerCase()));
}

/** Goes back to the last star alone, so that no name and no pattern can make it run long. */
function matchesOne(name: string, pattern: string): boolean {
  let [at, wanted] = [0, 0];
  let star = -1;
  let resumeAt = 0;
  while (at < name.length) {
    if (pattern[wanted] === '*') {
      star = wanted;
      resumeAt = at;
      wanted += 1;
    } else if (pattern[wanted] === '?' || pattern[wanted] === name[at]) {
      at += 1;
      wanted += 1;
    } else if (star >= 0) {
      resumeAt += 1;
      at = resumeAt;
      wanted = star + 1;
    } else return false;
  }
  while (pattern[wanted] === '*') wanted += 1;
  return wanted === pattern.length;
}
