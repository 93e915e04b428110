import type { FoundFile } from './verify/report.ts';

const pieceBytes = 4 * 1024 * 1024;

/** The files of a folder a person picked, with paths from the folder they all lie in. They are read piece by piece. */
export function pickedFiles(files: readonly File[]): FoundFile[] {
  const paths = files.map((file) => (file.webkitRelativePath === '' ? file.name : file.webkitRelativePath).split('/'));
  const depth = commonFolders(paths);
  return files.map((file, index) => ({
    path: (paths[index] ?? []).slice(depth).join('/'),
    sizeBytes: file.size,
    read: () => pieces(file),
  }));
}

/** How many folders all paths begin with. */
function commonFolders(paths: readonly (readonly string[])[]): number {
  const [first = []] = paths;
  let depth = 0;
  while (paths.every((path) => path.length > depth + 1 && path[depth] === first[depth])) depth += 1;
  return depth;
}

async function* pieces(file: File): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += pieceBytes)
    yield new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer());
}
