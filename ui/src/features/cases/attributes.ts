import type { CaseView } from '@/lib/api';

/** Attributes with a value, in the order they came; columns that only say where a row was taken from are left out. */
export function attributeRows(attributes: Record<string, string>): [string, string][] {
  return Object.entries(attributes).filter(([name, value]) => value !== '' && name !== 'source_row');
}

/** Those of a case that its accounts do not tell already. */
export function ownAttributes({ attributes, accounts }: Pick<CaseView, 'attributes' | 'accounts'>) {
  return attributeRows(attributes).filter(
    ([name, value]) => !accounts.some((account) => account.attributes[name] === value),
  );
}
