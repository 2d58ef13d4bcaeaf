/**
 * The name at the end of a path, whatever stands before it. What an answer names as its template is looked for
 * beside the answer and nowhere else, so no folder that a file names is ever gone to.
 */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
