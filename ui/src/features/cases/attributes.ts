/** Attributes with a value, in the order they came; columns that only say where a row was taken from are left out. */
export function attributeRows(attributes: Record<string, string>): [string, string][] {
  return Object.entries(attributes).filter(([name, value]) => value !== '' && name !== 'source_row');
}
