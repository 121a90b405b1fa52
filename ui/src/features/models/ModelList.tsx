import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ModelSummaryView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { StatusDot } from '@/ui/StatusDot';

/** Every model by its name: whether it has a champion, and whether one waits. */
export function ModelList({ models, chosen }: { models: ModelSummaryView[]; chosen: string | undefined }) {
  const { t } = useTranslation('models');
  const waiting = models.reduce((sum, one) => sum + one.awaiting, 0);
  return (
    <nav className="pk-list" aria-label={t('list')}>
      <Link
        to="/models"
        search={{}}
        className={`pk-desk${chosen ? '' : ' chosen'}`}
        aria-current={chosen ? undefined : 'page'}
      >
        {t('desk')}
        {waiting > 0 && <span className="pk-waiting">{t('waiting', { n: waiting })}</span>}
      </Link>
      <section aria-label={t('list')}>
        {models.map((one) => (
          <Link
            key={one.name}
            to="/models"
            search={{ name: one.name }}
            className={one.name === chosen ? 'chosen' : ''}
            aria-current={one.name === chosen ? 'page' : undefined}
          >
            <span className="dl-mono">{one.name}</span>
            <StatusDot tone={one.champion ? (one.champion.trainAnewSince ? 'warn' : 'good') : 'quiet'}>
              {one.champion ? t('hasChampion') : t('noChampion')}
            </StatusDot>
            <span className="dl-num dl-muted">
              {labelOf(t, 'category', one.category)} · {t('versionCount', { n: one.versions })}
            </span>
          </Link>
        ))}
      </section>
    </nav>
  );
}
