/** Where a pasted id leads: ids name their kind in the first two letters; anything else is a case reference. */
export function openTarget(text: string) {
  const value = text.trim();
  if (!value) return null;
  const kind = value.match(/^(cs|cv|rv)[a-z0-9]{20}$/)?.[1];
  if (kind === 'cs') return { to: '/cases/$id', params: { id: value } } as const;
  if (kind === 'cv') return { to: '/conversations/$id', params: { id: value } } as const;
  if (kind === 'rv') return { to: '/reviews', search: { item: value } } as const;
  return { to: '/cases', search: { q: value } } as const;
}
