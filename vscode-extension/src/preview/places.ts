/** Return the offset in VS Code's units of a column that counts code points from 1. */
export function utf16Column(line: string, column: number): number {
  return [...line].slice(0, column - 1).join('').length;
}
