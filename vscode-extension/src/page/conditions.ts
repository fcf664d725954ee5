/** The filter field: several conditions in one line. */

const CONDITION = /(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^;])+/g;

/** Return the conditions between the semicolons, without those inside strings. */
export function splitConditions(text: string): readonly string[] {
  return (text.match(CONDITION) ?? []).map((condition) => condition.trim()).filter((condition) => condition !== '');
}
