/** Where the keys lead in a grid. */

export type Cell = readonly [row: number, column: number];

/** Return the cell that a key leads to, within `last`; undefined if it leads nowhere. */
export function moved([row, column]: Cell, key: string, control: boolean, [lastRow, lastColumn]: Cell): Cell | undefined {
  switch (key) {
    case 'ArrowUp':
      return [Math.max(row - 1, 0), column];
    case 'ArrowDown':
      return [Math.min(row + 1, lastRow), column];
    case 'ArrowLeft':
      return [row, Math.max(column - 1, 0)];
    case 'ArrowRight':
      return [row, Math.min(column + 1, lastColumn)];
    case 'Home':
      return [control ? Math.min(1, lastRow) : row, 0];
    case 'End':
      return [control ? lastRow : row, lastColumn];
    default:
      return undefined;
  }
}
