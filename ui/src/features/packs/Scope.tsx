import { useTranslation } from 'react-i18next';
import type { PackDetailView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { useRegionName } from './useRegionName';

const parts = ['places', 'laws', 'debtTypes', 'collectors'] as const;

/** Which contacts a pack governs, as its text says. */
export function Scope({ detail }: { detail: PackDetailView }) {
  const { t } = useTranslation('packs');
  const region = useRegionName();
  const scope = (detail.scope ?? {}) as Record<string, unknown>;
  const said = parts.filter((part) => part in scope);
  const word = (part: (typeof parts)[number], code: string) => {
    if (part === 'places' || part === 'laws') return region(code);
    return labelOf(t, part === 'collectors' ? 'collectorKind' : 'debtType', code);
  };
  const words = (part: (typeof parts)[number]) =>
    [scope[part]]
      .flat()
      .map((code) => word(part, String(code)))
      .join(t('comma'));
  return (
    <p className="pk-cite">
      <span>{said.length === 0 ? t('scope.everywhere') : t('scope.governs')}</span>
      {said.map((part) => (
        <span key={part}>{t(`scope.${part}`, { words: words(part) })}</span>
      ))}
      {detail.overlay && <span>{t('scope.overlay')}</span>}
    </p>
  );
}
