import type { FoundFile } from './verify/report.ts';

const pieceBytes = 4 * 1024 * 1024;

/** The files of a folder a person picked, with paths from the folder they all lie in. They are read piece by piece. */
function pickedFiles(files: readonly File[]): FoundFile[] {
  const paths = files.map((file) => (file.webkitRelativePath === '' ? file.name : file.webkitRelativePath).split('/'));
  const depth = commonFolders(paths);
  return files.map((file, index) => foundFile(file, (paths[index] ?? []).slice(depth).join('/')));
}

/** The discs in what was picked: each folder with a bag's declaration is one, but not a folder inside another's. */
export function pickedDiscs(files: readonly File[]): FoundFile[][] {
  const paths = files.map((file) => file.webkitRelativePath);
  const roots = paths
    .filter((path) => path.endsWith('/bagit.txt'))
    .map((path) => path.slice(0, -'bagit.txt'.length))
    .toSorted((a, b) => a.length - b.length)
    .reduce<string[]>((kept, root) => (kept.some((other) => root.startsWith(other)) ? kept : [...kept, root]), []);
  if (roots.length < 2) return [pickedFiles(files)];
  const strays = files.filter((_, index) => !roots.some((root) => paths[index]?.startsWith(root)));
  return roots.map((root, at) => [
    ...files
      .filter((_, index) => paths[index]?.startsWith(root))
      .map((file) => foundFile(file, file.webkitRelativePath.slice(root.length))),
    ...(at === 0 ? strays.map((file) => foundFile(file, `../${file.name}`)) : []),
  ]);
}

const foundFile = (file: File, path: string): FoundFile => ({
  path,
  sizeBytes: file.size,
  read: () => pieces(file),
});

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
