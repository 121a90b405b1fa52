import { useTranslation } from 'react-i18next';
import { ExportRedacted, exportedMax } from '@/features/conversations/ExportRedacted';
import type { SearchHit } from '@/lib/api';

/** The conversations of the hits on show, redacted, for who may export. */
export function ExportFound({ hits }: { hits: readonly SearchHit[] }) {
  const { t } = useTranslation('conversations');
  const all = [...new Set(hits.map((hit) => hit.conversation.id))];
  const leaving = all.slice(0, exportedMax);
  const cut = all.length > leaving.length;
  if (all.length === 0) return null;
  return (
    <p className="se-export">
      <ExportRedacted
        of={{ conversationIds: leaving }}
        label={t('export.openFound', { n: leaving.length })}
        note={cut ? t('export.firstOnly', { all: all.length, n: leaving.length }) : undefined}
      />
    </p>
  );
}
