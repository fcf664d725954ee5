/** How many problems there are, in words. */

export function problemCounts(errors: number, warnings: number): string {
  const counts = [...counted(errors, 'error'), ...counted(warnings, 'warning')];
  return counts.length > 0 ? counts.join(', ') : 'no problems';
}

function counted(count: number, noun: string): readonly string[] {
  return count === 0 ? [] : [`${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`];
}
